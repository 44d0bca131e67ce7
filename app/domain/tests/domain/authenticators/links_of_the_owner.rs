//! Agents who can no longer sign in cannot watch their links either, so removing the last authenticator of an agent cancels their
//! open links.

use crate::support::{Person, SoftAuthenticator, World, checked, told};
use chrono::TimeDelta;
use domain::{
    access::{IssueAuthenticator, permit},
    audit::{self, Verdict},
    entity::registration_token::State,
    link,
    live::Change,
};
use model::{AppError, AssuranceLevel, AuthenticatorKind, LinkEnd, LinkId, Meeting, RegistrationToken};

const CANCELLED: AppError = AppError::LinkEnded(LinkEnd::Cancelled);

/// A link that `agent` generated for `person`, and its token.
async fn link(world: &World, agent: Person, person: Person) -> (LinkId, RegistrationToken) {
    let agent = world.actor(agent).await;
    let permit = permit::<IssueAuthenticator>(&world.domain, &agent, &person.id()).await.unwrap();
    let (kind, meeting) = (AuthenticatorKind::Passkey, Meeting::FaceToFace);
    let link = link::generate(&world.domain, &permit, kind, meeting, None, &checked()).await.unwrap();
    (link.id, link.token)
}

#[tokio::test]
async fn removing_the_last_authenticator_of_an_agent_cancels_their_links_and_no_others() {
    let world = World::new().await;
    let (mine, my_token) = link(&world, Person::Advanced, Person::User).await;
    let (also_mine, also_my_token) = link(&world, Person::Advanced, Person::Colleague).await;
    let (_, anothers) = link(&world, Person::Manager, Person::Lsa).await;
    let mut browser = world.browser();
    let options = browser.options(&my_token).await.unwrap();
    let (known, mut events) = (world.last_audited().await.sequence, world.domain.events().subscribe());

    world.remove(Person::Advanced, &world.authenticator_of(Person::Advanced)).await;

    let response = SoftAuthenticator::phone().create(&options);
    assert_eq!(told(browser.finish(&response).await), CANCELLED);
    for token in [&my_token, &also_my_token] {
        assert_eq!(told(link::look_up(&world.domain, token, None).await), CANCELLED);
    }
    link::look_up(&world.domain, &anothers, None).await.unwrap();
    assert!(world.authenticators(Person::User).await.is_empty());

    let (manager, advanced) = (world.user(Person::Manager).await.id, world.user(Person::Advanced).await.id);
    let lines = world.audited_after(u64::try_from(known).unwrap()).await;
    let [removed, ended @ ..] = &lines[..] else { panic!("the removal is on record") };
    assert_eq!((removed.action.as_str(), removed.subject_id), ("remove-authenticator", Some(advanced)));
    let mut subjects = vec![world.user(Person::User).await.id, world.user(Person::Colleague).await.id];
    for line in ended {
        assert_eq!((&*line.action, &*line.outcome, line.actor_id), ("cancel-link", "done", Some(manager)));
        assert!(line.detail.contains("The only authenticator of the agent who generated the link"), "{}", line.detail);
        subjects.retain(|subject| Some(*subject) != line.subject_id);
    }
    assert_eq!((ended.len(), subjects), (2, vec![]));
    assert!(matches!(audit::verify(&world.domain).await.unwrap(), Verdict::Sound { .. }));

    let mut heard = Vec::new();
    while let Ok(event) = events.try_recv() {
        heard.push(event);
    }
    for id in [mine, also_mine] {
        assert!(heard.contains(&Change::Link(id.0)), "{heard:?}");
    }
}

#[tokio::test]
async fn an_agent_who_can_still_sign_in_keeps_their_links() {
    let world = World::new().await;
    let (_, token) = link(&world, Person::Advanced, Person::User).await;
    let second = world.registered(AuthenticatorKind::Passkey, Person::Advanced).await;
    world.remove(Person::Advanced, &world.authenticator_of(Person::Advanced)).await;
    link::look_up(&world.domain, &token, None).await.unwrap();
    world.remove(Person::Advanced, &second).await;
    assert_eq!(told(link::look_up(&world.domain, &token, None).await), CANCELLED);
}

#[tokio::test]
async fn an_authenticator_below_the_minimum_assurance_does_not_keep_the_links() {
    let mut world = World::new().await;
    let key = world.registered(AuthenticatorKind::SecurityKey, Person::Advanced).await;
    let (_, token) = link(&world, Person::Advanced, Person::User).await;
    let manager = world.actor(Person::Manager).await;
    world.domain = world.with(|settings| settings.staff_minimum_assurance = AssuranceLevel::Aal3);
    let id =
        world.authenticators(Person::Advanced).await.into_iter().find(|row| row.credential_id == key.credential_id);
    let permit = world.permit(&manager, Person::Advanced).await;
    domain::authenticators::remove(
        &world.domain,
        &permit,
        model::AuthenticatorId(id.unwrap().id),
        model::RemovalReason::Lost,
        "",
    )
    .await
    .unwrap();
    assert_eq!(told(link::look_up(&world.domain, &token, None).await), CANCELLED);
}

#[tokio::test]
async fn links_that_had_already_ended_keep_their_state() {
    let world = World::new().await;
    let (_, used) = link(&world, Person::Advanced, Person::User).await;
    world.browser().register(&used, &mut SoftAuthenticator::phone()).await.unwrap();
    let (_, expired) = link(&world, Person::Advanced, Person::Colleague).await;
    world.clock.advance(TimeDelta::minutes(10));
    world.remove(Person::Advanced, &world.authenticator_of(Person::Advanced)).await;
    assert_eq!(told(link::look_up(&world.domain, &used, None).await), AppError::LinkEnded(LinkEnd::Registered));
    assert_eq!(told(link::look_up(&world.domain, &expired, None).await), AppError::LinkEnded(LinkEnd::Expired));
    assert_eq!(world.last_audited().await.action, "remove-authenticator");
    let states: Vec<_> = world.links(Person::Colleague).await.into_iter().map(|link| link.state).collect();
    assert!(!states.contains(&State::Cancelled), "{states:?}");
}

#[tokio::test]
async fn an_expired_link_with_a_ceremony_under_way_is_cancelled_too() {
    let world = World::new().await;
    let (_, token) = link(&world, Person::Advanced, Person::User).await;
    world.clock.advance(TimeDelta::minutes(9));
    let mut browser = world.browser();
    let options = browser.options(&token).await.unwrap();
    world.clock.advance(TimeDelta::minutes(2));
    world.remove(Person::Advanced, &world.authenticator_of(Person::Advanced)).await;
    assert_eq!(told(browser.finish(&SoftAuthenticator::phone().create(&options)).await), CANCELLED);
}

#[tokio::test]
async fn a_user_whose_only_authenticator_is_removed_keeps_the_link_for_a_new_one() {
    let world = World::new().await;
    let (_, token) = link(&world, Person::Manager, Person::Colleague).await;
    world.remove(Person::Colleague, &world.authenticator_of(Person::Colleague)).await;
    world.browser().register(&token, &mut SoftAuthenticator::phone()).await.unwrap();
}
