use crate::support::{MICROSECOND, Person, World};
use domain::{entity::session, sessions};

#[tokio::test]
async fn signing_out_ends_this_session_and_no_other() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in(&mut world.authenticator_of(Person::Colleague)).await.unwrap();
    sessions::close(&world.domain, &browser.actor().await.unwrap()).await.unwrap();
    assert!(browser.actor().await.is_none());
    assert!(world.browser_of(Person::Colleague).actor().await.is_some());
}

#[tokio::test]
async fn signing_out_is_audited() {
    let world = World::new().await;
    let actor = world.actor(Person::Colleague).await;
    sessions::close(&world.domain, &actor).await.unwrap();
    let audited = world.last_audited().await;
    assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("sign-out", "done"));
    assert_eq!((audited.actor_id, audited.subject_id), (Some(actor.user_id), Some(actor.user_id)));
}

#[tokio::test]
async fn only_expired_sessions_are_deleted() {
    let world = World::new().await;
    let known = world.count(session::Entity).await;
    world.clock.advance(world.domain.settings().session_idle - MICROSECOND);
    assert!(world.browser_of(Person::Manager).actor().await.is_some());
    assert_eq!(sessions::close_expired(&world.domain).await.unwrap(), 0);
    world.clock.advance(MICROSECOND);
    assert_eq!(sessions::close_expired(&world.domain).await.unwrap(), known - 1);
    assert!(world.browser_of(Person::Manager).actor().await.is_some());
}
