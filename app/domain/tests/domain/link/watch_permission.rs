use super::Link;
use crate::support::{MICROSECOND, Person, SoftAuthenticator, World, told};
use chrono::TimeDelta;
use domain::{access::ViewProfile, views};
use model::{AppError, AuthenticatorKind, LinkId, Meeting, OpenLink, Refusal};

#[tokio::test]
async fn only_its_agent_and_ra_managers_may_watch_a_link() {
    let world = World::new().await;
    let link = Link::generate(&world.domain, world.actor(Person::Manager).await, Meeting::Video).await;
    let other = link.of(&world, Person::Advanced).await;
    assert_eq!(told(other.try_to_watch().await), AppError::Refused(Refusal::AnothersLink));
    let audited = world.last_audited().await;
    assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("watch-link", "refused"));
    assert_eq!(audited.actor_id, Some(other.agent.user_id));
    assert_eq!(audited.subject_id, Some(world.user(Person::User).await.id));
    assert_eq!(told(other.admit("123456").await), AppError::Refused(Refusal::AnothersLink));
    assert_eq!(world.last_audited().await.action, "admit-attempt");
    assert_eq!(link.watch().await.tries_left, 3, "a refused agent wears nothing out");
    link.of(&world, Person::OtherManager).await.watch().await;
}

#[tokio::test]
async fn a_link_of_another_user_is_not_found() {
    let world = World::new().await;
    let (mut link, known) = (Link::new(&world).await, world.links(Person::Colleague).await);
    for id in [uuid::Uuid::nil(), known[0].id] {
        link.id = LinkId(id);
        assert_eq!(told(link.try_to_watch().await), AppError::NotFound);
        assert_eq!(told(link.admit("123456").await), AppError::NotFound);
        assert_eq!(told(link.cancel().await), AppError::NotFound);
    }
}

async fn open_link(world: &World, viewer: Person) -> Option<OpenLink> {
    let viewer = world.actor(viewer).await;
    let permit = world.permit::<ViewProfile>(&viewer, Person::User).await;
    views::profile(&world.domain, &permit).await.unwrap().open_link
}

#[tokio::test]
async fn the_profile_shows_the_open_link_to_agents_who_may_issue() {
    let world = World::new().await;
    assert_eq!(open_link(&world, Person::Manager).await, None);
    let link = Link::generate(&world.domain, world.actor(Person::Manager).await, Meeting::Video).await;
    let open = OpenLink {
        id: link.id,
        kind: AuthenticatorKind::Passkey,
        expires: link.watch().await.expires,
        expired: false,
        issued_by: Some("Manager Care".to_owned()),
        may_watch: true,
    };
    assert_eq!(open_link(&world, Person::OtherManager).await, Some(open.clone()));
    let not_theirs = OpenLink { may_watch: false, ..open };
    assert_eq!(open_link(&world, Person::Advanced).await, Some(not_theirs));
    for person in [Person::Agent, Person::IdChecker, Person::Sponsor, Person::Lsa] {
        assert_eq!(open_link(&world, person).await, None, "{person:?}");
    }
    world.browser().register(&link.token, &mut SoftAuthenticator::phone()).await.unwrap();
    assert_eq!(open_link(&world, Person::Manager).await, None);
}

#[tokio::test]
async fn the_profile_stops_showing_a_link_as_soon_as_it_expires() {
    let world = World::new().await;
    let domain = world.with(|settings| settings.face_to_face_link_life = TimeDelta::minutes(5));
    Link::generate(&domain, world.actor(Person::Manager).await, Meeting::FaceToFace).await;
    world.clock.advance(TimeDelta::minutes(5) - MICROSECOND);
    assert!(open_link(&world, Person::Manager).await.is_some());
    world.clock.advance(MICROSECOND);
    assert_eq!(open_link(&world, Person::Manager).await, None);
}
