use crate::support::{Browser, MICROSECOND, Person, SoftAuthenticator, World, checked, told};
use chrono::TimeDelta;
use domain::{
    Domain,
    access::{CancelLink, IssueAuthenticator, may_watch_own},
    directory,
    entity::user,
    link, views,
};
use model::{Activity, AppError, AuthenticatorKind, GeneratedLink, LinkEnd, Meeting, OwnLink, Refusal, StaffRole};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};

async fn generate(world: &World, agent: Person, subject: Person) -> GeneratedLink {
    world.clock.advance(TimeDelta::seconds(1));
    let agent = world.actor(agent).await;
    let permit = world.permit::<IssueAuthenticator>(&agent, subject).await;
    let (kind, meeting) = (AuthenticatorKind::Passkey, Meeting::Video);
    link::generate(&world.domain, &permit, kind, meeting, None, &checked()).await.unwrap()
}

async fn own_links(domain: &Domain, agent: &Browser) -> Vec<OwnLink> {
    let agent = agent.actor().await.unwrap();
    views::own_links(domain, &may_watch_own(domain, &agent).await.unwrap()).await.unwrap()
}

/// For whom the open links of `agent` are, and how each has ended.
async fn listed(world: &World, agent: Person) -> Vec<(String, Option<LinkEnd>)> {
    let own = own_links(&world.domain, &world.browser_of(agent)).await;
    own.into_iter().map(|own| (own.name, own.link.end)).collect()
}

fn of(person: Person, end: Option<LinkEnd>) -> (String, Option<LinkEnd>) {
    (format!("{person:?} Care"), end)
}

#[tokio::test]
async fn an_agent_sees_their_own_links_the_newest_first_and_none_of_another_agent() {
    let world = World::new().await;
    assert_eq!(listed(&world, Person::Advanced).await, []);
    generate(&world, Person::Advanced, Person::User).await;
    generate(&world, Person::Advanced, Person::Colleague).await;
    assert_eq!(listed(&world, Person::Advanced).await, [of(Person::Colleague, None), of(Person::User, None)]);
    assert!(listed(&world, Person::OtherManager).await.is_empty());
    let own = own_links(&world.domain, &world.browser_of(Person::Advanced)).await.remove(1);
    assert_eq!((own.unique_user_id, own.link.own), (Person::User.id(), true));
    assert_eq!(own.link.issued_by.as_deref(), Some("Advanced Care"));
}

#[tokio::test]
async fn a_link_that_has_ended_is_seen_for_ten_minutes_more_after_those_that_are_open() {
    let world = World::new().await;
    let registered = generate(&world, Person::Advanced, Person::User).await;
    generate(&world, Person::Advanced, Person::Colleague).await;
    world.browser().register(&registered.token, &mut SoftAuthenticator::phone()).await.unwrap();
    let both = [of(Person::Colleague, None), of(Person::User, Some(LinkEnd::Registered))];
    assert_eq!(listed(&world, Person::Advanced).await, both);
    let own = own_links(&world.domain, &world.browser_of(Person::Advanced)).await.remove(1);
    assert!(own.link.registered.is_some(), "as its panel shows it");
    world.clock.advance(TimeDelta::minutes(10) - MICROSECOND);
    assert_eq!(listed(&world, Person::Advanced).await, both);
    world.clock.advance(MICROSECOND);
    assert_eq!(listed(&world, Person::Advanced).await, [of(Person::Colleague, None)]);
}

#[tokio::test]
async fn a_link_that_lasted_a_whole_day_is_seen_until_its_last_ceremony_is_over() {
    let world = World::new().await;
    let domain = world.with(|settings| settings.match_code = domain::MatchCode::VideoOnly);
    let agent = world.actor(Person::Advanced).await;
    let permit = world.permit::<IssueAuthenticator>(&agent, Person::User).await;
    let (kind, day) = (AuthenticatorKind::Passkey, Some(24 * 60));
    link::generate(&domain, &permit, kind, Meeting::Video, day, &checked()).await.unwrap();
    drop(permit);
    // Nobody stays signed in for so long, so this asks for the agent as they signed in.
    for (later, seen) in [(TimeDelta::minutes(24 * 60 + 10) - MICROSECOND, 1), (MICROSECOND, 0)] {
        world.clock.advance(later);
        let own = views::own_links(&domain, &may_watch_own(&domain, &agent).await.unwrap()).await.unwrap();
        assert_eq!(own.len(), seen);
    }
}

#[tokio::test]
async fn of_several_links_for_one_user_only_the_last_one_is_listed() {
    let world = World::new().await;
    let first = generate(&world, Person::Advanced, Person::User).await;
    let second = generate(&world, Person::Advanced, Person::User).await;
    let own = own_links(&world.domain, &world.browser_of(Person::Advanced)).await;
    assert_eq!(own.iter().map(|own| own.link.id).collect::<Vec<_>>(), [second.id]);
    assert_ne!(first.id, second.id);
    let agent = world.actor(Person::Advanced).await;
    link::cancel(&world.domain, &world.permit::<CancelLink>(&agent, Person::User).await, second.id).await.unwrap();
    assert_eq!(listed(&world, Person::Advanced).await, [of(Person::User, Some(LinkEnd::Cancelled))]);
}

#[tokio::test]
async fn whether_the_agent_may_watch_is_asked_for_each_link_each_time() {
    let world = World::new().await;
    generate(&world, Person::Advanced, Person::User).await;
    generate(&world, Person::Advanced, Person::Colleague).await;
    // One user is granted a staff role, and the other one goes to an organisation that the agent's role does not reach.
    let colleague = world.user(Person::Colleague).await;
    directory::grant_alone(&world.domain, &colleague, StaffRole::Sponsor).await.unwrap();
    assert_eq!(listed(&world, Person::Advanced).await, [of(Person::User, None)]);
    leaves(&world, Person::User).await;
    assert_eq!(listed(&world, Person::Advanced).await, []);
}

/// Moves a person to an organisation of a tree of its own.
pub async fn leaves(world: &World, person: Person) {
    let mut new = crate::support::new_user("555500000098".parse().unwrap(), "Nina", "Care");
    new.ods_code = "ZZ9".to_owned();
    let there = directory::add_alone(&world.domain, new).await.unwrap().organisation_id;
    let moved = user::ActiveModel { organisation_id: Set(there), ..world.user(person).await.into_active_model() };
    moved.update(&world.back_door().await).await.unwrap();
}

#[tokio::test]
async fn only_those_who_may_issue_have_links_and_a_refusal_is_audited() {
    let world = World::new().await;
    for person in [Person::Agent, Person::Sponsor, Person::Colleague] {
        let actor = world.actor(person).await;
        let refused = told(may_watch_own(&world.domain, &actor).await);
        assert_eq!(refused, AppError::Refused(Refusal::Role(Activity::IssueAuthenticator)), "{person:?}");
        let audited = world.last_audited().await;
        assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("watch-link", "refused"));
        assert_eq!(audited.actor_id, Some(actor.user_id));
    }
}

#[tokio::test]
async fn the_list_has_nothing_with_which_a_link_could_be_used() {
    let world = World::new().await;
    let link = generate(&world, Person::Advanced, Person::User).await;
    let listed = serde_json::to_string(&own_links(&world.domain, &world.browser_of(Person::Advanced)).await).unwrap();
    assert!(!listed.contains(link.url.split_once('#').unwrap().1));
}
