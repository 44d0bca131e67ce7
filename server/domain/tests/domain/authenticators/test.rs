//! *Test your authenticator*.

use crate::support::{Person, SoftAuthenticator, World, told};
use domain::entity::session;
use model::{AppError, AuthenticatorKind, CeremonyFault};

#[tokio::test]
async fn a_test_is_recorded_and_opens_no_session() {
    let world = World::new().await;
    let mut phone = SoftAuthenticator::phone();
    world.register(Person::User, &mut phone).await;
    let sessions = world.count(session::Entity).await;
    let tested = world.browser().test(&mut phone).await.unwrap();
    assert_eq!((tested.kind, tested.name.as_str()), (AuthenticatorKind::Passkey, "User Care"));
    assert_eq!(world.authenticators(Person::User).await[0].tested_at, Some(world.domain.now()));
    assert_eq!(world.count(session::Entity).await, sessions);
    let audited = world.last_audited().await;
    assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("test-authenticator", "done"));
}

#[tokio::test]
async fn nobodys_authenticator_fails_the_test_and_is_audited() {
    let world = World::new().await;
    let mut stranger = SoftAuthenticator::phone();
    stranger.user_handle = world.user(Person::User).await.id.as_bytes().to_vec();
    let outcome = world.browser().test(&mut stranger).await;
    assert_eq!(told(outcome), AppError::Ceremony(CeremonyFault::NotRegistered));
    let audited = world.last_audited().await;
    assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("test-authenticator", "refused"));
}
