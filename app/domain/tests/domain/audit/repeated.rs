//! Equal refusals within a minute make at most two rows in the log: the first refusal, and a row with the number of the others.

use crate::support::{Browser, MICROSECOND, Person, SoftAuthenticator, World, told};
use chrono::TimeDelta;
use domain::{
    Client, Domain,
    access::{Actor, IssueAuthenticator, ViewHistory, ViewProfile, permit},
    audit::{self, Event, EventKind, Outcome, Verdict, enter_repeated, verify},
    entity::{audit_event, registration_attempt, repeated_refusal},
    views,
};
use model::RegistrationToken;
use sea_orm::EntityTrait;
use serde_json::json;
use std::sync::Arc;
use tokio::sync::Barrier;

const MINUTE: TimeDelta = TimeDelta::minutes(1);

/// `actor` asks for the profile of [`Person::User`] and is refused.
async fn ask(domain: &Domain, actor: &Actor) {
    told(permit::<ViewProfile>(domain, actor, &Person::User.id()).await);
}

async fn written(world: &World) -> u64 {
    enter_repeated(&world.domain).await.unwrap()
}

/// The number of rows, and the detail of the last one.
async fn log(world: &World, known: u64) -> (usize, String) {
    let rows = world.audited_after(known).await;
    (rows.len(), rows.last().unwrap().detail.clone())
}

#[tokio::test]
async fn a_hundred_equal_refusals_do_not_push_the_registration_off_the_first_page_of_the_history() {
    let world = World::new().await;
    world.register(Person::User, &mut SoftAuthenticator::phone()).await;
    let (known, colleague) = (world.count(audit_event::Entity).await, world.actor(Person::Colleague).await);
    let (first, step) = (world.domain.now(), TimeDelta::milliseconds(100));
    for number in 0..100 {
        world.clock.set(first + step * number);
        ask(&world.domain, &colleague).await;
    }
    assert_eq!(world.audited_after(known).await.len(), 1);
    world.clock.set(first + MINUTE);
    assert_eq!(written(&world).await, 1);

    let rows = world.audited_after(known).await;
    assert_eq!(rows.len(), 2);
    for row in &rows {
        assert_eq!((row.action.as_str(), row.outcome.as_str()), ("view-profile", "refused"));
        assert_eq!(row.actor_id, Some(colleague.user_id));
        assert_eq!(row.subject_id, Some(world.user(Person::User).await.id));
        assert_eq!(row.remote_address.as_deref(), Some("192.0.2.7"));
    }
    // The time is when they happened, not when the row was written.
    assert_eq!((rows[0].at, rows[1].at), (first, first + step * 99));
    let reason = "Your role does not let you find and view other users. Ask an RA Manager.";
    assert_eq!(rows[0].detail, json!({ "reason": reason }).to_string());
    assert_eq!(rows[1].detail, json!({ "reason": reason, "repeated": 99 }).to_string());
    let sequence = i64::try_from(known).unwrap() + 2;
    assert_eq!(verify(&world.domain).await.unwrap(), Verdict::Sound { rows: sequence });
    assert_eq!(world.count(repeated_refusal::Entity).await, 0);

    let manager = world.actor(Person::Manager).await;
    let permit = world.permit::<ViewHistory>(&manager, Person::User).await;
    let history = views::history(&world.domain, &permit, None).await.unwrap();
    assert!(history.entries.iter().any(|line| line.what == "Authenticator registered"));
    assert_eq!(history.entries[0].detail, format!("{reason} (99 more times within a minute)"));
    assert!(history.entries[0].refused);
}

#[tokio::test]
async fn a_single_repetition_is_described_in_the_singular() {
    let world = World::new().await;
    let sponsor = world.actor(Person::Sponsor).await;
    for _ in 0..2 {
        told(permit::<IssueAuthenticator>(&world.domain, &sponsor, &Person::User.id()).await);
    }
    world.clock.advance(MINUTE);
    assert_eq!(written(&world).await, 1);
    let manager = world.actor(Person::Manager).await;
    let permit = world.permit::<ViewHistory>(&manager, Person::User).await;
    let line = views::history(&world.domain, &permit, None).await.unwrap().entries.remove(0);
    assert!(line.detail.ends_with("Ask an RA Manager. (1 more time within a minute)"), "{}", line.detail);
}

#[tokio::test]
async fn a_refusal_that_is_not_repeated_makes_one_row_and_leaves_no_count() {
    let world = World::new().await;
    let (known, colleague) = (world.count(audit_event::Entity).await, world.actor(Person::Colleague).await);
    ask(&world.domain, &colleague).await;
    world.clock.advance(MINUTE);
    assert_eq!(written(&world).await, 0);
    assert_eq!(world.audited_after(known).await.len(), 1);
    assert_eq!(world.count(repeated_refusal::Entity).await, 0);
}

#[tokio::test]
async fn the_count_is_written_exactly_at_the_end_of_the_minute() {
    let world = World::new().await;
    let (known, colleague) = (world.count(audit_event::Entity).await, world.actor(Person::Colleague).await);
    let first = world.domain.now();
    ask(&world.domain, &colleague).await;
    world.clock.set(first + MINUTE - MICROSECOND);
    ask(&world.domain, &colleague).await;
    assert_eq!(written(&world).await, 0);
    assert_eq!(world.audited_after(known).await.len(), 1);
    world.clock.set(first + MINUTE);
    assert_eq!((written(&world).await, written(&world).await), (1, 0));
    assert_eq!(world.audited_after(known).await.len(), 2);
}

#[tokio::test]
async fn the_first_refusal_after_the_minute_writes_the_count_and_starts_a_new_minute() {
    let world = World::new().await;
    let (known, colleague) = (world.count(audit_event::Entity).await, world.actor(Person::Colleague).await);
    let first = world.domain.now();
    for _ in 0..3 {
        ask(&world.domain, &colleague).await;
    }
    // Housekeeping does not run in between.
    world.clock.set(first + MINUTE);
    for _ in 0..5 {
        ask(&world.domain, &colleague).await;
    }
    let rows = world.audited_after(known).await;
    let repeated: Vec<_> = rows.iter().map(|row| row.detail.contains(r#""repeated":2"#)).collect();
    assert_eq!(repeated, [false, true, false]);
    assert_eq!((rows[1].at, rows[2].at), (first, first + MINUTE));
    world.clock.advance(MINUTE);
    assert_eq!(written(&world).await, 1);
    assert!(log(&world, known).await.1.contains(r#""repeated":4"#));
    assert!(matches!(verify(&world.domain).await.unwrap(), Verdict::Sound { .. }));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_of_forty_equal_simultaneous_refusals_makes_a_row_and_the_others_are_counted() {
    let world = World::new().await;
    let (second, known) = (world.second_process().await, world.count(audit_event::Entity).await);
    let colleague = Arc::new(world.actor(Person::Colleague).await);
    // This happens at the end of a minute, so that its count has to be written too, exactly once.
    ask(&world.domain, &colleague).await;
    ask(&world.domain, &colleague).await;
    world.clock.advance(MINUTE);
    let barrier = Arc::new(Barrier::new(44));
    let tasks: Vec<_> = (0..44)
        .map(|number| {
            let domain = if number % 2 == 0 { world.domain.clone() } else { second.clone() };
            let (colleague, barrier) = (colleague.clone(), barrier.clone());
            tokio::spawn(async move {
                barrier.wait().await;
                // Housekeeping runs at the same time, and neither disturbs the other.
                if number < 40 {
                    ask(&domain, &colleague).await
                } else {
                    assert!(enter_repeated(&domain).await.unwrap() <= 1)
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let repeated = |row: &audit_event::Model| row.detail.split_once("repeated").map(|(_, count)| count.to_owned());
    let rows: Vec<_> = world.audited_after(known).await.iter().map(repeated).collect();
    assert_eq!(rows, [None, Some(r#"":1}"#.to_owned()), None]);
    world.clock.advance(MINUTE);
    assert_eq!(written(&world).await, 1);
    assert!(log(&world, known).await.1.contains(r#""repeated":39"#));
    assert!(matches!(verify(&world.domain).await.unwrap(), Verdict::Sound { .. }));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn simultaneous_processes_write_each_count_once() {
    let world = World::new().await;
    let (second, known) = (world.second_process().await, world.count(audit_event::Entity).await);
    for person in [Person::Colleague, Person::Sponsor, Person::Lsa, Person::IdChecker] {
        let actor = world.actor(person).await;
        for _ in 0..3 {
            told(permit::<ViewHistory>(&world.domain, &actor, &Person::User.id()).await);
        }
    }
    world.clock.advance(MINUTE);
    let barrier = Arc::new(Barrier::new(8));
    let tasks: Vec<_> = (0..8)
        .map(|number| {
            let domain = if number % 2 == 0 { world.domain.clone() } else { second.clone() };
            let barrier = barrier.clone();
            tokio::spawn(async move {
                barrier.wait().await;
                enter_repeated(&domain).await.unwrap()
            })
        })
        .collect();
    let mut written = 0;
    for task in tasks {
        written += task.await.unwrap();
    }
    assert_eq!(written, 4);
    let rows = i64::try_from(known).unwrap() + 8;
    assert_eq!(verify(&world.domain).await.unwrap(), Verdict::Sound { rows });
}

#[tokio::test]
async fn the_count_of_a_process_that_ended_is_written_by_another_process() {
    let world = World::new().await;
    let (first, known) = (world.second_process().await, world.count(audit_event::Entity).await);
    let colleague = world.actor(Person::Colleague).await;
    ask(&first, &colleague).await;
    ask(&first, &colleague).await;
    drop(first);
    world.clock.advance(TimeDelta::hours(3));
    assert_eq!(written(&world).await, 1);
    assert_eq!(log(&world, known).await.0, 2);
}

#[tokio::test]
async fn refusals_that_differ_in_any_field_have_separate_rows() {
    let world = World::new().await;
    let known = world.count(audit_event::Entity).await;
    let [user, colleague] = [world.user(Person::User).await.id, world.user(Person::Colleague).await.id];
    let [here, there] = ["2001:db8:0:7::1", "2001:db8:0:8::1"]
        .map(|address| Client { remote_address: Some(address.to_owned()), ..Client::default() });
    let event = |client| Event {
        kind: EventKind::ProfileViewed,
        outcome: Outcome::Refused,
        actor_id: Some(colleague),
        subject_id: Some(user),
        detail: json!({ "reason": "One" }),
        client,
    };
    let neighbour = Client { remote_address: Some("2001:db8:0:7::2".to_owned()), ..Client::default() };
    let events = [
        event(&here),
        Event { kind: EventKind::HistoryViewed, ..event(&here) },
        Event { actor_id: Some(user), ..event(&here) },
        Event { actor_id: None, ..event(&here) },
        Event { subject_id: Some(colleague), ..event(&here) },
        Event { subject_id: None, ..event(&here) },
        Event { detail: json!({ "reason": "Another" }), ..event(&here) },
        event(&there),
    ];
    for event in &events {
        audit::refuse(&world.domain, event.clone()).await.unwrap();
    }
    assert_eq!(world.audited_after(known).await.len(), events.len());
    // A client with one address of an IPv6 network has all of them.
    audit::refuse(&world.domain, event(&neighbour)).await.unwrap();
    assert_eq!(world.audited_after(known).await.len(), events.len());
    world.clock.advance(MINUTE);
    assert_eq!(written(&world).await, 1);
    assert_eq!(world.last_audited().await.remote_address.as_deref(), Some("2001:db8:0:7::/64"));
}

#[tokio::test]
async fn a_rolled_back_refusal_is_neither_recorded_nor_counted() {
    let world = World::new().await;
    let (known, colleague) = (world.count(audit_event::Entity).await, world.actor(Person::Colleague).await);
    // The log cannot be written while its table is renamed, so nothing may remain of the refusal.
    world.database.spoil();
    super::run(&world, "ALTER TABLE audit_event RENAME TO away").await.unwrap();
    assert!(permit::<ViewProfile>(&world.domain, &colleague, &Person::User.id()).await.is_err());
    assert_eq!(world.count(repeated_refusal::Entity).await, 0);
    super::run(&world, "ALTER TABLE away RENAME TO audit_event").await.unwrap();
    ask(&world.domain, &colleague).await;
    assert_eq!(world.audited_after(known).await.len(), 1);
}

/// This number of browsers join with `token`, each from its own address, and each sends this number of malformed responses.
async fn refused_with(world: &World, token: &RegistrationToken, browsers: u8, responses: u8) {
    for number in 0..browsers {
        let remote_address = Some(format!("192.0.2.{number}"));
        let mut browser = Browser { client: Client { remote_address, ..Client::default() }, ..world.browser() };
        browser.join(token).await.unwrap();
        for _ in 0..responses {
            told(browser.finish("{}").await);
        }
    }
}

#[tokio::test]
async fn any_number_of_browsers_with_one_link_add_two_rows_a_minute_for_each_reason() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let known = world.count(audit_event::Entity).await;
    refused_with(&world, &token, 5, 10).await;
    let browser = &mut world.browser();
    told(browser.register(&token, &mut SoftAuthenticator::security_key()).await);
    assert_eq!(world.audited_after(known).await.len(), 2);
    world.clock.advance(MINUTE);
    assert_eq!(written(&world).await, 1);
    let rows = world.audited_after(known).await;
    assert_eq!(rows.iter().map(|row| row.action.as_str()).collect::<Vec<_>>(), ["register"; 3]);
    assert!(rows[2].detail.contains(r#""repeated":49"#), "{}", rows[2].detail);
    assert_eq!((rows[0].remote_address.as_deref(), rows[2].remote_address.as_deref()), (Some("192.0.2.0"), None));
    // Each of them still counts towards the lockout.
    let attempts = registration_attempt::Entity::find().all(world.domain.db()).await.unwrap();
    let mut failures: Vec<_> = attempts.iter().map(|attempt| attempt.refusals).filter(|count| *count > 0).collect();
    failures.sort_unstable();
    assert_eq!(failures, [1, 10, 10, 10, 10, 10]);
}

#[tokio::test]
async fn refusals_with_different_links_have_separate_rows() {
    let world = World::new().await;
    let (known, token) = (world.count(audit_event::Entity).await, world.link(Person::User).await);
    refused_with(&world, &token, 1, 1).await;
    let token = world.link(Person::User).await;
    refused_with(&world, &token, 1, 1).await;
    let refused = world.audited_after(known).await.into_iter().filter(|row| row.outcome == "refused");
    assert_eq!(refused.count(), 2);
}

#[tokio::test]
async fn counting_does_not_change_when_a_link_is_locked_out() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let known = world.count(audit_event::Entity).await;
    refused_with(&world, &token, 1, 20).await;
    let rows = world.audited_after(known).await;
    assert_eq!(rows.iter().map(|row| row.action.as_str()).collect::<Vec<_>>(), ["register", "lock-link"]);
}
