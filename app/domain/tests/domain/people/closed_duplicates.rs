//! A profile that is closed as a duplicate of another one.

use super::{LEFT, close, close_as_operator, duplicate_of};
use crate::support::{Person, World, told};
use domain::{
    access::{ViewHistory, ViewProfile},
    entity::words::UserStatus,
    people::Closing,
    views,
};
use model::{AppError, ClosedBecause, FieldError, OtherProfile};
use std::sync::Arc;
use tokio::sync::Barrier;

fn wrong(message: &str) -> AppError {
    AppError::Invalid(vec![FieldError::new("duplicate_of", message)])
}

#[tokio::test]
async fn the_profile_of_a_duplicate_names_the_one_that_stays_open() {
    let world = World::new().await;
    close(&world, Person::Advanced, Person::User, duplicate_of(&Person::Colleague.id())).await.unwrap();
    let manager = world.actor(Person::Manager).await;
    let permit = world.permit::<ViewProfile>(&manager, Person::User).await;
    let closure = views::profile(&world.domain, &permit).await.unwrap().closure.unwrap();
    assert_eq!(closure.because, Some(ClosedBecause::Duplicate));
    let other = OtherProfile { unique_user_id: Person::Colleague.id(), name: "Colleague Care".to_owned() };
    assert_eq!(closure.duplicate_of, Some(other));
    let permit = world.permit::<ViewHistory>(&manager, Person::User).await;
    let line = views::history(&world.domain, &permit, None).await.unwrap().entries.remove(0);
    assert_eq!(line.detail, "Duplicate of Colleague Care (UUID 555500000008)");
    assert_eq!(world.user(Person::Colleague).await.status, UserStatus::Active);
}

#[tokio::test]
async fn the_other_profile_must_exist_be_open_and_be_another_one() {
    let world = World::new().await;
    let nobody = "999999999999".parse().unwrap();
    for (other, message) in [
        (Some(&nobody), "You do not look after an open profile with this UUID"),
        (Some(&Person::Inactive.id()), "You do not look after an open profile with this UUID"),
        (Some(&Person::User.id()), "Enter the UUID of the other profile, not of this one"),
        (None, "Enter the UUID of the other profile"),
    ] {
        let closing = Closing { because: ClosedBecause::Duplicate, duplicate_of: other, note: "" };
        assert_eq!(told(close(&world, Person::Advanced, Person::User, closing).await), wrong(message));
    }
    assert_eq!(world.user(Person::User).await.status, UserStatus::Active);
}

#[tokio::test]
async fn another_reason_ignores_the_uuid() {
    let world = World::new().await;
    let nobody = "999999999999".parse().unwrap();
    close(&world, Person::Advanced, Person::User, Closing { duplicate_of: Some(&nobody), ..LEFT }).await.unwrap();
    assert_eq!(world.user(Person::User).await.duplicate_of_id, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_profiles_closed_at_once_as_duplicates_of_each_other_leave_one_open() {
    for round in 0..8 {
        let world = World::new().await;
        let second = world.second_process().await;
        let barrier = Arc::new(Barrier::new(2));
        let pairs =
            [(world.domain.clone(), Person::User, Person::Colleague), (second, Person::Colleague, Person::User)];
        let closings = pairs.map(|(domain, person, other)| {
            let barrier = barrier.clone();
            tokio::spawn(async move {
                barrier.wait().await;
                close_as_operator(&domain, person, duplicate_of(&other.id())).await
            })
        });
        let [first, second] = closings;
        let (first, second) = (first.await.unwrap(), second.await.unwrap());
        assert_ne!(first.is_ok(), second.is_ok(), "round {round}");
        let lost = told(if first.is_ok() { second } else { first });
        let closed = AppError::Refused(model::Refusal::UserInactive);
        let expected = [wrong("You do not look after an open profile with this UUID"), closed];
        assert!(expected.contains(&lost), "round {round}: {lost}");
    }
}
