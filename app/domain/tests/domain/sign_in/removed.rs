//! Signing in with a removed authenticator.

use crate::support::{Browser, Person, SoftAuthenticator, World, told};
use domain::{
    Domain,
    access::{Actor, RemoveAuthenticator, permit},
    authenticators,
    entity::session,
};
use model::{AppError, AuthenticatorId, CeremonyRefusal};
use sea_orm::EntityTrait;
use uuid::Uuid;

async fn remove(domain: &Domain, manager: &Actor, person: Person, id: Uuid) {
    let permit = permit::<RemoveAuthenticator>(domain, manager, &person.id()).await.unwrap();
    authenticators::remove(domain, &permit, AuthenticatorId(id), model::RemovalReason::Lost, "").await.unwrap();
}

#[tokio::test]
async fn a_removed_authenticator_cannot_be_used_to_sign_in() {
    let world = World::new().await;
    let manager = world.actor(Person::Manager).await;
    let row = world.authenticators(Person::Colleague).await.remove(0);
    remove(&world.domain, &manager, Person::Colleague, row.id).await;
    let outcome = world.browser().sign_in(&mut world.authenticator_of(Person::Colleague)).await;
    assert_eq!(told(outcome), AppError::Ceremony(CeremonyRefusal::Removed));
    let audited = world.last_audited().await;
    assert_eq!((audited.outcome.as_str(), audited.subject_id), ("refused", Some(row.user_id)));
}

#[tokio::test]
async fn only_the_holder_of_an_authenticator_learns_that_it_was_removed() {
    let world = World::new().await;
    let manager = world.actor(Person::Manager).await;
    let row = world.authenticators(Person::Colleague).await.remove(0);
    remove(&world.domain, &manager, Person::Colleague, row.id).await;
    let real = world.authenticator_of(Person::Colleague);
    let mut fake = SoftAuthenticator { key: SoftAuthenticator::phone().key, ..real };
    let outcome = world.browser().sign_in(&mut fake).await;
    assert_eq!(told(outcome), AppError::Ceremony(CeremonyRefusal::NotProven));
}

#[tokio::test]
async fn removing_an_authenticator_immediately_ends_its_sessions_and_no_others() {
    let world = World::new().await;
    let mut phone = SoftAuthenticator::phone();
    world.register(Person::Colleague, &mut phone).await;
    let (mut first, mut second) = (world.browser(), world.browser());
    first.sign_in(&mut phone).await.unwrap();
    second.sign_in(&mut phone).await.unwrap();
    let manager = world.actor(Person::Manager).await;
    remove(&world.domain, &manager, Person::Colleague, opened_by(&world, &first).await).await;
    assert!(first.actor().await.is_none());
    assert!(second.actor().await.is_none());
    assert!(world.browser_of(Person::Colleague).actor().await.is_some());
}

#[tokio::test]
async fn a_response_opens_no_session_if_its_authenticator_was_removed_meanwhile() {
    let world = World::new().await;
    let (mut browser, mut computer) = (world.browser(), world.authenticator_of(Person::Colleague));
    let options = browser.load_sign_in_options().await;
    let response = computer.get(&options);
    let manager = world.actor(Person::Manager).await;
    let row = world.authenticators(Person::Colleague).await.remove(0);
    remove(&world.domain, &manager, Person::Colleague, row.id).await;
    assert_eq!(told(browser.finish_sign_in(&response).await), AppError::Ceremony(CeremonyRefusal::Removed));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_simultaneous_sign_in_and_removal_leave_no_session() {
    let world = World::new().await;
    let (second, manager) = (world.second_process().await, world.actor(Person::Manager).await);
    for round in 0..8 {
        let (mut phone, mut browser) = (SoftAuthenticator::phone(), Browser::new(&second));
        world.register(Person::User, &mut phone).await;
        let rows = world.authenticators(Person::User).await;
        let row = rows.iter().find(|row| row.credential_id == phone.credential_id).unwrap().clone();
        let response = phone.get(&browser.load_sign_in_options().await);
        let removal = tokio::spawn({
            let (domain, manager) = (world.domain.clone(), manager.clone());
            async move { remove(&domain, &manager, Person::User, row.id).await }
        });
        let sign_in = tokio::spawn(async move {
            // Either may come first. Only the final state matters.
            _ = browser.finish_sign_in(&response).await;
            browser
        });
        removal.await.unwrap();
        assert!(sign_in.await.unwrap().actor().await.is_none(), "round {round}");
    }
}

/// The authenticator that opened the session of this browser.
async fn opened_by(world: &World, browser: &Browser) -> Uuid {
    let id = browser.actor().await.unwrap().session_id;
    session::Entity::find_by_id(id).one(world.domain.db()).await.unwrap().unwrap().authenticator_id
}
