//! Signing in.

mod assurance;
mod challenges;
mod counter;
mod finish;
mod forget;
mod races;
mod refusals;
mod removed;

use crate::support::{Assertion, Person, World, told};
use domain::entity::{audit_event, session};
use model::{AppError, CeremonyRefusal};

/// Makes a valid response wrong by `change`. It must be refused as `expected` and open no session. It leaves no audit line
/// because its signature proves nothing, and the user can still sign in afterwards.
async fn refused(expected: CeremonyRefusal, change: impl FnOnce(&mut Assertion)) {
    assert_eq!(lines_of_refusal(expected, change).await.len(), 0);
}

/// The same for a response whose signature is right: its refusal leaves one line in the audit log, which is returned.
async fn refused_and_audited(expected: CeremonyRefusal, change: impl FnOnce(&mut Assertion)) -> audit_event::Model {
    let mut lines = lines_of_refusal(expected, change).await;
    assert_eq!(lines.len(), 1);
    let line = lines.remove(0);
    assert_eq!((line.action.as_str(), line.outcome.as_str()), ("sign-in", "refused"));
    assert!(line.detail.contains(&expected.to_string()), "{}", line.detail);
    line
}

async fn lines_of_refusal(expected: CeremonyRefusal, change: impl FnOnce(&mut Assertion)) -> Vec<audit_event::Model> {
    let world = World::new().await;
    let (known, audited) = (world.count(session::Entity).await, world.count(audit_event::Entity).await);
    let (mut browser, mut computer) = (world.browser(), world.authenticator_of(Person::Colleague));

    let options = browser.load_sign_in_options().await;
    let response = computer.get_with(&options, change);
    assert_eq!(told(browser.finish_sign_in(&response).await), AppError::Ceremony(expected));

    assert_eq!(world.count(session::Entity).await, known);
    let lines = world.audited_after(audited).await;

    browser.sign_in(&mut computer).await.unwrap();
    lines
}
