//! The *History* tab.

use crate::support::{Person, SoftAuthenticator, World, told};
use domain::{
    access::{IssueAuthenticator, ViewHistory, permit},
    audit,
};
use model::HistoryEntry;

async fn history(world: &World, viewer: Person, subject: Person) -> Vec<HistoryEntry> {
    let viewer = world.actor(viewer).await;
    audit::history(&world.domain, &world.permit::<ViewHistory>(&viewer, subject).await).await.unwrap()
}

#[tokio::test]
async fn a_history_tells_what_happened_to_a_user_the_newest_first() {
    let world = World::new().await;
    world.register(Person::User, &mut SoftAuthenticator::phone()).await;
    let sponsor = world.actor(Person::Sponsor).await;
    told(permit::<IssueAuthenticator>(&world.domain, &sponsor, &Person::User.id()).await);
    let told: Vec<_> = history(&world, Person::Agent, Person::User)
        .await
        .into_iter()
        .map(|line| (line.what, line.detail, line.by, line.refused))
        .collect();
    let line =
        |what: &str, detail: &str, by: &str, refused| (what.to_owned(), detail.to_owned(), by.to_owned(), refused);
    let role = "Your role does not allow you to issue authenticators. Ask an RA Manager.";
    assert_eq!(
        told,
        [
            line("Registration link generated", role, "Sponsor Care", true),
            line("Authenticator registered", "Passkey, iCloud Keychain", "User Care", false),
            line("Registration link generated", "Passkey, Video call", "Manager Care", false),
        ]
    );
}

#[tokio::test]
async fn a_history_is_of_one_user_only() {
    let world = World::new().await;
    assert!(history(&world, Person::Agent, Person::User).await.is_empty());
    assert!(!history(&world, Person::Agent, Person::Colleague).await.is_empty());
}

#[tokio::test]
async fn a_failed_registration_shows_why_to_the_agent() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    told(world.browser().register(&token, &mut SoftAuthenticator::security_key()).await);
    let line = history(&world, Person::Manager, Person::User).await.remove(0);
    assert!(line.refused && line.detail.contains("That was a security key"), "{}", line.detail);
    assert_eq!(line.by, "Nobody signed in");
}

#[tokio::test]
async fn a_history_ends_after_a_hundred_lines() {
    let world = World::new().await;
    for _ in 0..101 {
        world.link(Person::User).await;
    }
    let lines = history(&world, Person::Manager, Person::User).await;
    assert_eq!((lines.len(), lines[0].sequence - lines[99].sequence), (100, 99));
}
