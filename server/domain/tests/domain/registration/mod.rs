//! Registering an authenticator with a link.

mod challenges;
mod credential_ids;
mod expiry;
mod faults_of_authenticator_data;
mod faults_of_client_data;
mod faults_of_the_envelope;
mod faults_of_the_key;
mod finish;
mod options;
mod policy;
mod processes;
mod races;
mod start;

use crate::support::{Creation, Person, SoftAuthenticator, World, told};
use domain::entity::{authenticator, registration_token::State};
use model::{AppError, CeremonyFault};

/// Puts `fault` into an otherwise honest answer. It must be refused as `expected`, store nothing but a line in the audit
/// log, and leave the link as good as before.
async fn refused(expected: CeremonyFault, fault: impl FnOnce(&mut Creation)) {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let known = world.count(authenticator::Entity).await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());

    let options = browser.start(&token).await.unwrap();
    let answer = phone.create_with(&options, fault);
    assert_eq!(told(browser.finish(&answer).await), AppError::Ceremony(expected));

    assert_eq!(world.count(authenticator::Entity).await, known);
    let audited = world.last_audited().await;
    assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("register", "refused"));
    assert_eq!(audited.subject_id, Some(world.user(Person::User).await.id));
    assert!(audited.detail.contains(&expected.to_string()), "{}", audited.detail);
    assert_eq!(world.links(Person::User).await[0].state, State::Open);

    browser.register(&token, &mut SoftAuthenticator::phone()).await.unwrap();
}

/// An answer with this change in it is no worse: it is registered. Gives what the register holds.
async fn accepted(change: impl FnOnce(&mut Creation)) -> authenticator::Model {
    let world = World::new().await;
    let mut browser = world.browser();
    let options = browser.start(&world.link(Person::User).await).await.unwrap();
    let answer = SoftAuthenticator::phone().create_with(&options, change);
    browser.finish(&answer).await.unwrap();
    world.authenticators(Person::User).await.remove(0)
}
