//! Equal refusals within a minute are two rows of the log at most: the first, and one that says how many more there were.

use crate::support::{Browser, MICROSECOND, Person, SoftAuthenticator, World, told};
use chrono::TimeDelta;
use domain::{
    Client, Domain,
    access::{Actor, IssueAuthenticator, ViewHistory, ViewProfile, permit},
    audit::{self, Action, Event, Outcome, Verdict, enter_repeated, verify},
    entity::{audit_event, registration_attempt, repeated_refusal},
    views,
};
use model::RegistrationToken;
use sea_orm::EntityTrait;
use serde_json::json;
use std::sync::Arc;
use tokio::sync::Barrier;

const MINUTE: TimeDelta = TimeDelta::minutes(1);

/// `actor` asks for the profile of [`Person::User`], in vain.
async fn ask(domain: &Domain, actor: &Actor) {
    told(permit::<ViewProfile>(domain, actor, &Person::User.id()).await);
}

async fn entered(world: &World) -> u64 {
    enter_repeated(&world.domain).await.unwrap()
}

/// Number of rows and the last one's detail.
async fn log(world: &World, known: u64) -> (usize, String) {
    let rows = world.audited_after(known).await;
    (rows.len(), rows.last().unwrap().detail.clone())
}

#[tokio::test]
async fn a_hundred_equal_refusals_leave_the_registration_on_the_first_page_of_the_history() {
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
    assert_eq!(entered(&world).await, 1);

    let rows = world.audited_after(known).await;
    assert_eq!(rows.len(), 2);
    for row in &rows {
        assert_eq!((row.action.as_str(), row.outcome.as_str()), ("view-profile", "refused"));
        assert_eq!(row.actor_id, Some(colleague.user_id));
        assert_eq!(row.subject_id, Some(world.user(Person::User).await.id));
        assert_eq!(row.remote_address.as_deref(), Some("192.0.2.7"));
    }
    // When they happened, not when they were entered.
    assert_eq!((rows[0].at, rows[1].at), (first, first + step * 99));
    let reason = "Your role does not allow you to find and view other users. Ask an RA Manager.";
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
async fn one_more_time_is_said_in_the_singular() {
    let world = World::new().await;
    let sponsor = world.actor(Person::Sponsor).await;
    for _ in 0..2 {
        told(permit::<IssueAuthenticator>(&world.domain, &sponsor, &Person::User.id()).await);
    }
    world.clock.advance(MINUTE);
    assert_eq!(entered(&world).await, 1);
    let manager = world.actor(Person::Manager).await;
    let permit = world.permit::<ViewHistory>(&manager, Person::User).await;
    let line = views::history(&world.domain, &permit, None).await.unwrap().entries.remove(0);
    assert!(line.detail.ends_with("Ask an RA Manager. (1 more time within a minute)"), "{}", line.detail);
}

#[tokio::test]
async fn a_refusal_that_is_not_repeated_is_one_row_and_leaves_nothing_behind() {
    let world = World::new().await;
    let (known, colleague) = (world.count(audit_event::Entity).await, world.actor(Person::Colleague).await);
    ask(&world.domain, &colleague).await;
    world.clock.advance(MINUTE);
    assert_eq!(entered(&world).await, 0);
    assert_eq!(world.audited_after(known).await.len(), 1);
    assert_eq!(world.count(repeated_refusal::Entity).await, 0);
}

#[tokio::test]
async fn the_count_waits_for_the_end_of_the_minute_and_not_a_microsecond_longer() {
    let world = World::new().await;
    let (known, colleague) = (world.count(audit_event::Entity).await, world.actor(Person::Colleague).await);
    let first = world.domain.now();
    ask(&world.domain, &colleague).await;
    world.clock.set(first + MINUTE - MICROSECOND);
    ask(&world.domain, &colleague).await;
    assert_eq!(entered(&world).await, 0);
    assert_eq!(world.audited_after(known).await.len(), 1);
    world.clock.set(first + MINUTE);
    assert_eq!((entered(&world).await, entered(&world).await), (1, 0));
    assert_eq!(world.audited_after(known).await.len(), 2);
}

#[tokio::test]
async fn the_next_refusal_after_the_minute_enters_the_count_and_is_a_first_one_again() {
    let world = World::new().await;
    let (known, colleague) = (world.count(audit_event::Entity).await, world.actor(Person::Colleague).await);
    let first = world.domain.now();
    for _ in 0..3 {
        ask(&world.domain, &colleague).await;
    }
    // No housekeeping in between.
    world.clock.set(first + MINUTE);
    for _ in 0..5 {
        ask(&world.domain, &colleague).await;
    }
    let rows = world.audited_after(known).await;
    let repeated: Vec<_> = rows.iter().map(|row| row.detail.contains(r#""repeated":2"#)).collect();
    assert_eq!(repeated, [false, true, false]);
    assert_eq!((rows[1].at, rows[2].at), (first, first + MINUTE));
    world.clock.advance(MINUTE);
    assert_eq!(entered(&world).await, 1);
    assert!(log(&world, known).await.1.contains(r#""repeated":4"#));
    assert!(matches!(verify(&world.domain).await.unwrap(), Verdict::Sound { .. }));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_forty_equal_refusals_at_once_in_two_processes_one_is_the_first_and_the_others_are_counted() {
    let world = World::new().await;
    let (second, known) = (world.second_process().await, world.count(audit_event::Entity).await);
    let colleague = Arc::new(world.actor(Person::Colleague).await);
    // At the end of a minute, so that the count of it is to be entered too, once.
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
                // Housekeeping does not mind, and is not minded.
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
    assert_eq!(entered(&world).await, 1);
    assert!(log(&world, known).await.1.contains(r#""repeated":39"#));
    assert!(matches!(verify(&world.domain).await.unwrap(), Verdict::Sound { .. }));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_that_enter_at_once_enter_each_count_once() {
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
    let mut entered = 0;
    for task in tasks {
        entered += task.await.unwrap();
    }
    assert_eq!(entered, 4);
    let rows = i64::try_from(known).unwrap() + 8;
    assert_eq!(verify(&world.domain).await.unwrap(), Verdict::Sound { rows });
}

#[tokio::test]
async fn what_a_process_counted_before_it_ended_is_entered_by_another() {
    let world = World::new().await;
    let (first, known) = (world.second_process().await, world.count(audit_event::Entity).await);
    let colleague = world.actor(Person::Colleague).await;
    ask(&first, &colleague).await;
    ask(&first, &colleague).await;
    drop(first);
    world.clock.advance(TimeDelta::hours(3));
    assert_eq!(entered(&world).await, 1);
    assert_eq!(log(&world, known).await.0, 2);
}

#[tokio::test]
async fn refusals_that_differ_in_anything_are_rows_of_their_own() {
    let world = World::new().await;
    let known = world.count(audit_event::Entity).await;
    let [user, colleague] = [world.user(Person::User).await.id, world.user(Person::Colleague).await.id];
    let [here, there] = ["2001:db8:0:7::1", "2001:db8:0:8::1"]
        .map(|address| Client { remote_address: Some(address.to_owned()), user_agent: None });
    let event = |client| Event {
        action: Action::ViewProfile,
        outcome: Outcome::Refused,
        actor_id: Some(colleague),
        subject_id: Some(user),
        detail: json!({ "reason": "One" }),
        client,
    };
    let neighbour = Client { remote_address: Some("2001:db8:0:7::2".to_owned()), user_agent: None };
    let events = [
        event(&here),
        Event { action: Action::ViewHistory, ..event(&here) },
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
    // Whoever has one address of a network has them all.
    audit::refuse(&world.domain, event(&neighbour)).await.unwrap();
    assert_eq!(world.audited_after(known).await.len(), events.len());
    world.clock.advance(MINUTE);
    assert_eq!(entered(&world).await, 1);
    assert_eq!(world.last_audited().await.remote_address.as_deref(), Some("2001:db8:0:7::/64"));
}

#[tokio::test]
async fn what_is_rolled_back_is_neither_recorded_nor_counted() {
    let world = World::new().await;
    let (known, colleague) = (world.count(audit_event::Entity).await, world.actor(Person::Colleague).await);
    // The log takes no row while its table is away, so nothing may be left of the refusal.
    world.database.spoil();
    super::run(&world, "ALTER TABLE audit_event RENAME TO away").await.unwrap();
    assert!(permit::<ViewProfile>(&world.domain, &colleague, &Person::User.id()).await.is_err());
    assert_eq!(world.count(repeated_refusal::Entity).await, 0);
    super::run(&world, "ALTER TABLE away RENAME TO audit_event").await.unwrap();
    ask(&world.domain, &colleague).await;
    assert_eq!(world.audited_after(known).await.len(), 1);
}

/// So many browsers begin with `token`, from addresses of their own, and each sends so many responses that are none.
async fn refused_with(world: &World, token: &RegistrationToken, browsers: u8, responses: u8) {
    for number in 0..browsers {
        let remote_address = Some(format!("192.0.2.{number}"));
        let mut browser = Browser { client: Client { remote_address, user_agent: None }, ..world.browser() };
        browser.begin(token).await.unwrap();
        for _ in 0..responses {
            told(browser.finish("{}").await);
        }
    }
}

#[tokio::test]
async fn whoever_has_a_link_adds_two_rows_a_minute_for_each_reason_from_however_many_browsers() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let known = world.count(audit_event::Entity).await;
    refused_with(&world, &token, 5, 10).await;
    let browser = &mut world.browser();
    told(browser.register(&token, &mut SoftAuthenticator::security_key()).await);
    assert_eq!(world.audited_after(known).await.len(), 2);
    world.clock.advance(MINUTE);
    assert_eq!(entered(&world).await, 1);
    let rows = world.audited_after(known).await;
    assert_eq!(rows.iter().map(|row| row.action.as_str()).collect::<Vec<_>>(), ["register"; 3]);
    assert!(rows[2].detail.contains(r#""repeated":49"#), "{}", rows[2].detail);
    assert_eq!((rows[0].remote_address.as_deref(), rows[2].remote_address.as_deref()), (Some("192.0.2.0"), None));
    // Every one of them still counts towards the lock.
    let attempts = registration_attempt::Entity::find().all(world.domain.db()).await.unwrap();
    let mut failures: Vec<_> = attempts.iter().map(|attempt| attempt.refusals).filter(|count| *count > 0).collect();
    failures.sort_unstable();
    assert_eq!(failures, [1, 10, 10, 10, 10, 10]);
}

#[tokio::test]
async fn refusals_with_two_links_are_rows_of_their_own() {
    let world = World::new().await;
    let (known, token) = (world.count(audit_event::Entity).await, world.link(Person::User).await);
    refused_with(&world, &token, 1, 1).await;
    let token = world.link(Person::User).await;
    refused_with(&world, &token, 1, 1).await;
    let refused = world.audited_after(known).await.into_iter().filter(|row| row.outcome == "refused");
    assert_eq!(refused.count(), 2);
}

#[tokio::test]
async fn a_link_is_locked_at_the_same_response_as_before() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let known = world.count(audit_event::Entity).await;
    refused_with(&world, &token, 1, 20).await;
    let rows = world.audited_after(known).await;
    assert_eq!(rows.iter().map(|row| row.action.as_str()).collect::<Vec<_>>(), ["register", "lock-link"]);
}
