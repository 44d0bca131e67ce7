//! Signing in.

mod assurance;
mod challenges;
mod counter;
mod faults;
mod finish;
mod races;
mod removed;

use crate::support::{Assertion, Person, World, told};
use domain::entity::{audit_event, session};
use model::{AppError, CeremonyFault};

/// Puts `fault` into an otherwise honest answer. It must be refused as `expected`, open no session, leave a line in the
/// audit log, and keep nobody from signing in afterwards. Gives that line.
async fn refused(expected: CeremonyFault, fault: impl FnOnce(&mut Assertion)) -> audit_event::Model {
    let world = World::new().await;
    let known = world.count(session::Entity).await;
    let (mut browser, mut computer) = (world.browser(), world.authenticator_of(Person::Colleague));

    let options = browser.start_sign_in().await;
    let answer = computer.get_with(&options, fault);
    assert_eq!(told(browser.finish_sign_in(&answer).await), AppError::Ceremony(expected));

    assert_eq!(world.count(session::Entity).await, known);
    let audited = world.last_audited().await;
    assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("sign-in", "refused"));
    assert!(audited.detail.contains(&expected.to_string()), "{}", audited.detail);

    browser.sign_in(&mut computer).await.unwrap();
    audited
}
