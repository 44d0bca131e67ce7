//! The signature counter: a counter that goes back or does not change is a sign of a copied key.

use super::refused_and_audited;
use crate::support::{Person, SoftAuthenticator, World, told};
use model::{AppError, CeremonyRefusal::CounterWentBack};

#[tokio::test]
async fn a_decreased_counter_is_refused_and_audited() {
    let audited = refused_and_audited(CounterWentBack, |response| response.counter = 1).await;
    assert!(audited.subject_id.is_some());
}

#[tokio::test]
async fn an_unchanged_counter_is_refused() {
    refused_and_audited(CounterWentBack, |response| response.counter -= 1).await;
}

#[tokio::test]
async fn a_counter_reset_to_zero_is_refused() {
    refused_and_audited(CounterWentBack, |response| response.counter = 0).await;
}

#[tokio::test]
async fn a_refused_counter_does_not_change_the_stored_authenticator() {
    let world = World::new().await;
    let mut computer = world.authenticator_of(Person::Colleague);
    let before = world.authenticators(Person::Colleague).await;
    computer.counter = 0;
    assert_eq!(told(world.browser().sign_in(&mut computer).await), AppError::Ceremony(CounterWentBack));
    assert_eq!(world.authenticators(Person::Colleague).await, before);
}

#[tokio::test]
async fn a_counter_may_skip_numbers() {
    let world = World::new().await;
    let mut computer = world.authenticator_of(Person::Colleague);
    computer.counter += 1000;
    world.browser().sign_in(&mut computer).await.unwrap();
    assert_eq!(world.authenticators(Person::Colleague).await[0].sign_count, i64::from(computer.counter));
}

#[tokio::test]
async fn an_authenticator_without_a_counter_signs_in_repeatedly() {
    let world = World::new().await;
    let mut phone = SoftAuthenticator::phone();
    world.register(Person::User, &mut phone).await;
    for _ in 0..3 {
        world.browser().sign_in(&mut phone).await.unwrap();
    }
    assert_eq!(world.authenticators(Person::User).await[0].sign_count, 0);
}
