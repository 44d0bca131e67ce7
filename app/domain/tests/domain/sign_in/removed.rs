//! An authenticator that was removed.

use crate::support::{Browser, Person, SoftAuthenticator, World, told};
use domain::{
    Domain,
    access::{Actor, RemoveAuthenticator, permit},
    authenticators,
};
use model::{AppError, AuthenticatorId, CeremonyRefusal};

async fn remove(domain: &Domain, manager: &Actor, person: Person, id: uuid::Uuid) {
    let permit = permit::<RemoveAuthenticator>(domain, manager, &person.id()).await.unwrap();
    authenticators::remove(domain, &permit, AuthenticatorId(id)).await.unwrap();
}

#[tokio::test]
async fn a_removed_authenticator_signs_nobody_in_any_more() {
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
async fn nobody_learns_that_an_authenticator_was_removed_without_having_it() {
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
async fn removing_an_authenticator_ends_its_sessions_at_once_and_no_others() {
    let world = World::new().await;
    let mut phone = SoftAuthenticator::phone();
    world.register(Person::Colleague, &mut phone).await;
    let (mut first, mut second) = (world.browser(), world.browser());
    first.sign_in(&mut phone).await.unwrap();
    second.sign_in(&mut phone).await.unwrap();
    let manager = world.actor(Person::Manager).await;
    remove(&world.domain, &manager, Person::Colleague, first.actor().await.unwrap().authenticator_id).await;
    assert!(first.actor().await.is_none());
    assert!(second.actor().await.is_none());
    assert!(world.browser_of(Person::Colleague).actor().await.is_some());
}

#[tokio::test]
async fn an_answer_under_way_when_its_authenticator_is_removed_opens_no_session() {
    let world = World::new().await;
    let (mut browser, mut computer) = (world.browser(), world.authenticator_of(Person::Colleague));
    let options = browser.load_sign_in_options().await;
    let answer = computer.get(&options);
    let manager = world.actor(Person::Manager).await;
    let row = world.authenticators(Person::Colleague).await.remove(0);
    remove(&world.domain, &manager, Person::Colleague, row.id).await;
    assert_eq!(told(browser.finish_sign_in(&answer).await), AppError::Ceremony(CeremonyRefusal::Removed));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_in_and_a_removal_at_once_leave_no_session() {
    let world = World::new().await;
    let (second, manager) = (world.second_process().await, world.actor(Person::Manager).await);
    for round in 0..8 {
        let (mut phone, mut browser) = (SoftAuthenticator::phone(), Browser::new(&second));
        world.register(Person::User, &mut phone).await;
        let rows = world.authenticators(Person::User).await;
        let row = rows.iter().find(|row| row.credential_id == phone.credential_id).unwrap().clone();
        let answer = phone.get(&browser.load_sign_in_options().await);
        let removal = tokio::spawn({
            let (domain, manager) = (world.domain.clone(), manager.clone());
            async move { remove(&domain, &manager, Person::User, row.id).await }
        });
        let sign_in = tokio::spawn(async move {
            // Whoever of the two comes first: only what is left matters.
            _ = browser.finish_sign_in(&answer).await;
            browser
        });
        removal.await.unwrap();
        assert!(sign_in.await.unwrap().actor().await.is_none(), "round {round}");
    }
}
