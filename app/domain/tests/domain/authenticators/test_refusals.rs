//! Why a test is refused.

use crate::support::{Person, SoftAuthenticator, UV, World, told};
use domain::entity::{audit_event, authenticator, words::UserStatus};
use model::{AppError, AuthenticatorKind, CeremonyRefusal};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use strum::VariantArray;

/// The authenticators as they are stored, but without what is only shown to agents about a refused test.
async fn without_refusals(world: &World) -> Vec<authenticator::Model> {
    let rows = world.authenticators(Person::User).await.into_iter();
    rows.map(|row| authenticator::Model { test_refused_at: None, test_refusal: None, ..row }).collect()
}

/// A test with `authenticator` of [`Person::User`], whose signature is right, is refused with `refusal`. The refusal is audited,
/// and the stored authenticator does not change.
async fn refused(world: &World, mut authenticator: SoftAuthenticator, refusal: CeremonyRefusal) {
    let before = without_refusals(world).await;
    let outcome = world.browser().test(&mut authenticator).await;
    assert_eq!(told(outcome), AppError::Ceremony(refusal));
    assert_eq!(without_refusals(world).await, before);
    let audited = world.last_audited().await;
    assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("test-authenticator", "refused"));
    assert_eq!((audited.actor_id, audited.subject_id), (None, Some(world.user(Person::User).await.id)));
    assert!(audited.detail.contains(&refusal.to_string()), "{}", audited.detail);
}

#[tokio::test]
async fn an_unregistered_authenticator_fails_the_test_and_leaves_no_audit_line() {
    let world = World::new().await;
    let known = world.count(audit_event::Entity).await;
    let mut stranger = SoftAuthenticator::phone();
    stranger.user_handle = world.user(Person::User).await.id.as_bytes().to_vec();
    let outcome = world.browser().test(&mut stranger).await;
    assert_eq!(told(outcome), AppError::Ceremony(CeremonyRefusal::NotRegistered));
    assert_eq!(world.count(audit_event::Entity).await, known);
}

#[tokio::test]
async fn a_removed_authenticator_fails_the_test() {
    for &kind in AuthenticatorKind::VARIANTS {
        let world = World::new().await;
        let authenticator = world.registered(kind, Person::User).await;
        world.remove(Person::User, &authenticator).await;
        refused(&world, authenticator, CeremonyRefusal::Removed).await;
    }
}

#[tokio::test]
async fn a_decreased_counter_fails_the_test() {
    let world = World::new().await;
    let mut key = world.registered(AuthenticatorKind::SecurityKey, Person::User).await;
    let copy = key.clone();
    world.browser().sign_in(&mut key).await.unwrap();
    refused(&world, copy, CeremonyRefusal::CounterWentBack).await;
    world.browser().test(&mut key).await.unwrap();
}

#[tokio::test]
async fn a_response_without_user_verification_fails_the_test() {
    let world = World::new().await;
    let mut hello = world.registered(AuthenticatorKind::WindowsHello, Person::User).await;
    hello.flags &= !UV;
    let (before, known) = (without_refusals(&world).await, world.count(audit_event::Entity).await);
    assert_eq!(told(world.browser().test(&mut hello).await), AppError::Ceremony(CeremonyRefusal::NotVerified));
    assert_eq!(without_refusals(&world).await, before);
    assert_eq!(world.count(audit_event::Entity).await, known);
}

#[tokio::test]
async fn the_authenticator_of_a_user_who_has_left_fails_the_test() {
    let world = World::new().await;
    let key = world.registered(AuthenticatorKind::SecurityKey, Person::User).await;
    let mut user = world.user(Person::User).await.into_active_model();
    user.status = Set(UserStatus::Inactive);
    user.update(&world.back_door().await).await.unwrap();
    refused(&world, key, CeremonyRefusal::UserInactive).await;
}
