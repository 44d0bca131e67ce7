//! A credential ID is registered only once, for any user, for ever.

use crate::support::{Person, SoftAuthenticator, World, told};
use domain::{access::RemoveAuthenticator, authenticators, entity::authenticator};
use model::{AppError, AuthenticatorId, CeremonyRefusal};

const ALREADY: AppError = AppError::Ceremony(CeremonyRefusal::AlreadyRegistered);

/// Registers a phone for `first`, removes it again if `removed` is true, and sends its credential ID with a link of `second`.
async fn registered_twice(first: Person, removed: bool, second: Person) {
    let world = World::new().await;
    let mut phone = SoftAuthenticator::phone();
    world.register(first, &mut phone).await;
    if removed {
        let manager = world.actor(Person::Manager).await;
        let permit = world.permit::<RemoveAuthenticator>(&manager, first).await;
        let rows = world.authenticators(first).await;
        let row = rows.iter().find(|row| row.credential_id == phone.credential_id).unwrap();
        authenticators::remove(&world.domain, &permit, AuthenticatorId(row.id), model::RemovalReason::Lost, "")
            .await
            .unwrap();
    }
    let (before, known) = (world.authenticators(first).await, world.count(authenticator::Entity).await);

    // The same credential ID with a different key.
    let mut copy = SoftAuthenticator { credential_id: phone.credential_id.clone(), ..SoftAuthenticator::phone() };
    let (token, mut browser) = (world.link(second).await, world.browser());
    assert_eq!(told(browser.register(&token, &mut copy).await), ALREADY);

    assert_eq!(world.authenticators(first).await, before);
    assert_eq!(world.count(authenticator::Entity).await, known);
    let audited = world.last_audited().await;
    assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("register", "refused"));
    browser.register(&token, &mut SoftAuthenticator::phone()).await.unwrap();
}

#[tokio::test]
async fn a_credential_of_this_user_is_not_registered_again() {
    registered_twice(Person::User, false, Person::User).await;
}

#[tokio::test]
async fn a_removed_credential_of_this_user_is_not_registered_again() {
    registered_twice(Person::User, true, Person::User).await;
}

#[tokio::test]
async fn a_credential_of_another_user_is_not_registered_and_their_record_does_not_change() {
    registered_twice(Person::Colleague, false, Person::User).await;
}

#[tokio::test]
async fn a_removed_credential_of_another_user_is_not_registered() {
    registered_twice(Person::Colleague, true, Person::User).await;
}
