//! Signing in.

mod assurance;
mod challenges;
mod counter;
mod faults;
mod finish;
mod forget;
mod races;
mod removed;

use crate::support::{Assertion, Person, World, told};
use domain::entity::{audit_event, session};
use model::{AppError, CeremonyRefusal};

/// Puts `fault` into an otherwise honest answer. It must be refused as `expected`, open no session, leave no line in the
/// audit log, because its signature proves nothing, and keep nobody from signing in afterwards.
async fn refused(expected: CeremonyRefusal, fault: impl FnOnce(&mut Assertion)) {
    assert_eq!(lines_of_refusal(expected, fault).await.len(), 0);
}

/// The same with an answer whose signature is right. Its refusal leaves one line in the audit log, which this gives.
async fn refused_and_audited(expected: CeremonyRefusal, fault: impl FnOnce(&mut Assertion)) -> audit_event::Model {
    let mut lines = lines_of_refusal(expected, fault).await;
    assert_eq!(lines.len(), 1);
    let line = lines.remove(0);
    assert_eq!((line.action.as_str(), line.outcome.as_str()), ("sign-in", "refused"));
    assert!(line.detail.contains(&expected.to_string()), "{}", line.detail);
    line
}

async fn lines_of_refusal(expected: CeremonyRefusal, fault: impl FnOnce(&mut Assertion)) -> Vec<audit_event::Model> {
    let world = World::new().await;
    let (known, audited) = (world.count(session::Entity).await, world.count(audit_event::Entity).await);
    let (mut browser, mut computer) = (world.browser(), world.authenticator_of(Person::Colleague));

    let options = browser.load_sign_in_options().await;
    let answer = computer.get_with(&options, fault);
    assert_eq!(told(browser.finish_sign_in(&answer).await), AppError::Ceremony(expected));

    assert_eq!(world.count(session::Entity).await, known);
    let lines = world.audited_after(audited).await;

    browser.sign_in(&mut computer).await.unwrap();
    lines
}
