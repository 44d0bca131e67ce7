//! The *History* tab.

use crate::support::{Person, SoftAuthenticator, World, told};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::{IssueAuthenticator, ViewHistory, permit},
    entity::audit_event,
    views,
};
use model::{HistoryEntry, HistoryPage, NewerPage};

/// The page of `subject`'s history before the entry `before`, or the first page.
async fn page(world: &World, viewer: Person, subject: Person, before: Option<i64>) -> HistoryPage {
    let viewer = world.actor(viewer).await;
    views::history(&world.domain, &world.permit::<ViewHistory>(&viewer, subject).await, before).await.unwrap()
}

async fn history(world: &World, viewer: Person, subject: Person) -> Vec<HistoryEntry> {
    page(world, viewer, subject, None).await.entries
}

/// Which rows of the audit log a page shows: `happen` gives each a time of its own.
async fn sequences(world: &World, page: &HistoryPage) -> Vec<i64> {
    let rows = world.audited_after(0).await;
    let row = |at: DateTime<Utc>| rows.iter().find(|row| row.at == at).unwrap().sequence;
    page.entries.iter().map(|entry| row(entry.at.utc.parse().unwrap())).collect()
}

/// Makes this number of things happen to [`Person::User`].
async fn happen(world: &World, times: usize) {
    for _ in 0..times {
        world.clock.advance(TimeDelta::seconds(1));
        world.link(Person::User).await;
    }
}

#[tokio::test]
async fn a_history_shows_what_happened_to_a_user_with_the_newest_entry_first() {
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
    const GENERATED: &str = "Passkey, Video call, Another authenticator, identity checked: passport";
    let role = "Your role does not let you issue authenticators. Ask an RA Manager.";
    assert_eq!(
        told,
        [
            line("Registration link generated", role, "Sponsor Care", true),
            line("Authenticator registered", "Passkey, iCloud Keychain", "User Care", false),
            line("Registration link generated", GENERATED, "Manager Care", false),
        ]
    );
}

#[tokio::test]
async fn a_history_has_the_entries_of_one_user_only() {
    let world = World::new().await;
    assert!(history(&world, Person::Agent, Person::User).await.is_empty());
    assert!(!history(&world, Person::Agent, Person::Colleague).await.is_empty());
}

#[tokio::test]
async fn the_history_shows_the_agent_why_a_registration_failed() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    told(world.browser().register(&token, &mut SoftAuthenticator::security_key()).await);
    let line = history(&world, Person::Manager, Person::User).await.remove(0);
    assert!(line.refused && line.detail.contains("You used a security key"), "{}", line.detail);
    assert_eq!(line.by, "the user, not signed in");
}

/// The numbers of the entries on every page, from the first page on.
async fn all_pages(world: &World, between: usize) -> Vec<Vec<i64>> {
    let (mut pages, mut before) = (Vec::new(), None);
    loop {
        let page = page(world, Person::Manager, Person::User, before).await;
        pages.push(sequences(world, &page).await);
        let Some(next) = page.next else { return pages };
        before = Some(next);
        happen(world, between).await;
    }
}

#[tokio::test]
async fn the_pages_of_a_history_lead_to_its_oldest_entry() {
    let world = World::new().await;
    let known = i64::try_from(world.count(audit_event::Entity).await).unwrap();
    happen(&world, 120).await;
    let pages = all_pages(&world, 0).await;
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50, 20]);
    assert_eq!(pages.concat(), (known + 1..=known + 120).rev().collect::<Vec<_>>());
}

#[tokio::test]
async fn new_entries_cause_no_entry_to_be_repeated_or_omitted() {
    let world = World::new().await;
    let known = i64::try_from(world.count(audit_event::Entity).await).unwrap();
    happen(&world, 120).await;
    let pages = all_pages(&world, 7).await;
    assert_eq!(pages.concat(), (known + 1..=known + 120).rev().collect::<Vec<_>>());
}

#[tokio::test]
async fn going_back_shows_every_entry_that_arrived_meanwhile() {
    let world = World::new().await;
    let known = i64::try_from(world.count(audit_event::Entity).await).unwrap();
    happen(&world, 120).await;
    let first = page(&world, Person::Manager, Person::User, None).await;
    assert_eq!(first.newer, None);
    let second = page(&world, Person::Manager, Person::User, first.next).await;
    assert_eq!(second.newer, Some(NewerPage::Newest));
    let third = page(&world, Person::Manager, Person::User, second.next).await;
    assert_eq!(third.newer, Some(NewerPage::Before(first.next.unwrap())));
    // Now the page before the second page is no longer the first page.
    happen(&world, 30).await;
    let second = page(&world, Person::Manager, Person::User, first.next).await;
    let Some(NewerPage::Before(before)) = second.newer else { panic!("{:?}", second.newer) };
    let between = page(&world, Person::Manager, Person::User, Some(before)).await;
    assert_eq!(sequences(&world, &between).await, sequences(&world, &first).await);
    assert_eq!((between.next, between.newer), (first.next, Some(NewerPage::Newest)));
    let newest = page(&world, Person::Manager, Person::User, None).await;
    assert_eq!(sequences(&world, &newest).await[0], known + 150);
}

#[tokio::test]
async fn a_history_that_fills_its_pages_exactly_has_no_empty_page() {
    let world = World::new().await;
    happen(&world, 50).await;
    let only = page(&world, Person::Manager, Person::User, None).await;
    assert_eq!((only.entries.len(), only.next, only.newer), (50, None, None));
    happen(&world, 50).await;
    let first = page(&world, Person::Manager, Person::User, None).await;
    let second = page(&world, Person::Manager, Person::User, first.next).await;
    assert_eq!((second.entries.len(), second.next, second.newer), (50, None, Some(NewerPage::Newest)));
}

#[tokio::test]
async fn a_made_up_cursor_shows_only_older_entries_of_that_user() {
    let world = World::new().await;
    happen(&world, 3).await;
    for before in [i64::MIN, -1, 0, 1] {
        let nothing = page(&world, Person::Manager, Person::User, Some(before)).await;
        assert_eq!(nothing, HistoryPage { entries: vec![], next: None, newer: Some(NewerPage::Newest) });
    }
    let all = page(&world, Person::Manager, Person::User, Some(i64::MAX)).await;
    assert_eq!((all.entries, all.next), (history(&world, Person::Manager, Person::User).await, None));
    let last = world.last_audited().await.sequence;
    assert_eq!(page(&world, Person::Manager, Person::User, Some(last)).await.entries.len(), 2);
}
