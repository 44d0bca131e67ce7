//! The signature counter: one that goes back, or stands still, tells of a copy of the key.

use super::refused_and_audited;
use crate::support::{Person, SoftAuthenticator, World, told};
use model::{AppError, CeremonyRefusal::CounterWentBack};

#[tokio::test]
async fn a_counter_that_goes_back_is_refused_and_audited() {
    let audited = refused_and_audited(CounterWentBack, |answer| answer.counter = 1).await;
    assert!(audited.subject_id.is_some());
}

#[tokio::test]
async fn a_counter_that_stands_still_is_refused() {
    refused_and_audited(CounterWentBack, |answer| answer.counter -= 1).await;
}

#[tokio::test]
async fn a_counter_that_falls_to_zero_is_refused() {
    refused_and_audited(CounterWentBack, |answer| answer.counter = 0).await;
}

#[tokio::test]
async fn a_refused_counter_changes_nothing_on_the_register() {
    let world = World::new().await;
    let mut computer = world.authenticator_of(Person::Colleague);
    let before = world.authenticators(Person::Colleague).await;
    computer.counter = 0;
    assert_eq!(told(world.browser().sign_in(&mut computer).await), AppError::Ceremony(CounterWentBack));
    assert_eq!(world.authenticators(Person::Colleague).await, before);
}

#[tokio::test]
async fn a_counter_may_leave_numbers_out() {
    let world = World::new().await;
    let mut computer = world.authenticator_of(Person::Colleague);
    computer.counter += 1000;
    world.browser().sign_in(&mut computer).await.unwrap();
    assert_eq!(world.authenticators(Person::Colleague).await[0].sign_count, i64::from(computer.counter));
}

#[tokio::test]
async fn an_authenticator_that_does_not_count_signs_in_again_and_again() {
    let world = World::new().await;
    let mut phone = SoftAuthenticator::phone();
    world.register(Person::User, &mut phone).await;
    for _ in 0..3 {
        world.browser().sign_in(&mut phone).await.unwrap();
    }
    assert_eq!(world.authenticators(Person::User).await[0].sign_count, 0);
}
