use super::{LEFT, close, reopen};
use crate::support::{Person, SoftAuthenticator, World, told};
use domain::{
    access::ViewHistory,
    entity::{authenticator::Status, words::UserStatus},
    views,
};
use model::{AppError, CeremonyRefusal, FieldError};

#[tokio::test]
async fn a_reopened_person_gets_nothing_back() {
    let world = World::new().await;
    let mut computer = world.authenticator_of(Person::Advanced);
    let before = world.authenticators(Person::Advanced).await.remove(0);
    close(&world, Person::Manager, Person::Advanced, LEFT).await.unwrap();
    reopen(&world.domain, Person::Advanced, "Came back").await.unwrap();

    let user = world.user(Person::Advanced).await;
    assert_eq!((user.status, user.closed_at, user.closed_by_id), (UserStatus::Active, None, None));
    assert!(world.browser_of(Person::Advanced).actor().await.is_none(), "the old session stays ended");
    let refused = told(world.browser().sign_in(&mut computer).await);
    assert_eq!(refused, AppError::Ceremony(CeremonyRefusal::Removed));

    let after = world.authenticators(Person::Advanced).await.remove(0);
    assert_eq!((after.status, after.removed_at), (Status::Removed, Some(world.domain.now())));
    assert_eq!(after.removal_note.as_deref(), Some("The profile was closed, and is open again"));
    assert_eq!((after.credential_id, after.credential), (before.credential_id, before.credential));
}

#[tokio::test]
async fn a_reopened_person_can_be_issued_an_authenticator_and_holds_no_role() {
    let world = World::new().await;
    close(&world, Person::Manager, Person::Advanced, LEFT).await.unwrap();
    reopen(&world.domain, Person::Advanced, "Came back").await.unwrap();
    let mut phone = SoftAuthenticator::phone();
    world.register(Person::Advanced, &mut phone).await;
    let signed_in = world.browser().sign_in(&mut phone).await.unwrap();
    assert_eq!(signed_in.roles, []);
}

#[tokio::test]
async fn what_reopening_takes_away_stays_in_the_history() {
    let world = World::new().await;
    close(&world, Person::Manager, Person::Advanced, LEFT).await.unwrap();
    reopen(&world.domain, Person::Advanced, "Came back").await.unwrap();
    let manager = world.actor(Person::Manager).await;
    let permit = world.permit::<ViewHistory>(&manager, Person::Advanced).await;
    let lines = views::history(&world.domain, &permit, None).await.unwrap().entries;
    let what: Vec<_> = lines.iter().take(4).map(|line| &*line.what).collect();
    assert_eq!(what, ["Authenticator removed", "Staff role taken away", "Profile reopened", "Profile closed"]);
    assert_eq!((&*lines[2].detail, &*lines[2].by), ("Came back", "the system operator (alice)"));
}

#[tokio::test]
async fn reopening_an_open_profile_writes_nothing() {
    let world = World::new().await;
    let before = (world.authenticators(Person::Advanced).await, world.last_audited().await);
    reopen(&world.domain, Person::Advanced, "Came back").await.unwrap();
    assert_eq!((world.authenticators(Person::Advanced).await, world.last_audited().await), before);
}

#[tokio::test]
async fn a_profile_is_not_reopened_without_a_reason() {
    let world = World::new().await;
    close(&world, Person::Manager, Person::Advanced, LEFT).await.unwrap();
    let refused = told(reopen(&world.domain, Person::Advanced, " ").await);
    assert_eq!(refused, AppError::Invalid(vec![FieldError::new("reason", "Enter a reason")]));
    assert_eq!(world.user(Person::Advanced).await.status, UserStatus::Inactive);
}
