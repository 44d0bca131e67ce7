//! Refusals of clients that proved no identity are counted by minute, address and action, and are not written to the audit log.

use crate::support::{MICROSECOND, World, dump};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Client, Domain,
    audit::{EventKind, forget_anonymous_refusals, refuse_anonymously},
    entity::{anonymous_refusal, audit_event, repeated_refusal},
};
use sea_orm::{EntityTrait, QueryOrder};
use std::sync::Arc;
use tokio::sync::Barrier;

fn at(address: &str) -> Client {
    Client { remote_address: Some(address.to_owned()), ..Client::default() }
}

async fn refuse(domain: &Domain, action: EventKind, address: &str) {
    refuse_anonymously(domain, action, &at(address)).await.unwrap();
}

async fn counted(world: &World) -> Vec<anonymous_refusal::Model> {
    let rows = anonymous_refusal::Entity::find()
        .order_by_asc(anonymous_refusal::Column::Minute)
        .order_by_asc(anonymous_refusal::Column::Address)
        .order_by_asc(anonymous_refusal::Column::Action);
    rows.all(world.domain.db()).await.unwrap()
}

/// The address and the count of each row.
async fn addresses(world: &World) -> Vec<(String, i64)> {
    counted(world).await.into_iter().map(|row| (row.address, row.count)).collect()
}

#[tokio::test]
async fn two_hundred_refusals_make_one_row_and_no_audit_event() {
    let world = World::new().await;
    let known = world.count(audit_event::Entity).await;
    world.clock.advance(TimeDelta::seconds(17));
    let minute = world.domain.now() - TimeDelta::seconds(17);
    for _ in 0..200 {
        refuse(&world.domain, EventKind::SignedIn, "192.0.2.7").await;
    }
    let (address, action) = ("192.0.2.7".to_owned(), "sign-in".to_owned());
    assert_eq!(counted(&world).await, [anonymous_refusal::Model { minute, address, action, count: 200 }]);
    assert_eq!(world.count(audit_event::Entity).await, known);
    assert_eq!(world.count(repeated_refusal::Entity).await, 0);
}

#[tokio::test]
async fn each_minute_address_and_action_has_a_row_of_its_own() {
    let world = World::new().await;
    let start = world.domain.now();
    refuse(&world.domain, EventKind::SignedIn, "192.0.2.7").await;
    world.clock.set(start + TimeDelta::minutes(1) - MICROSECOND);
    refuse(&world.domain, EventKind::SignedIn, "192.0.2.7").await;
    refuse(&world.domain, EventKind::SignedIn, "192.0.2.8").await;
    refuse(&world.domain, EventKind::Tested, "192.0.2.7").await;
    world.clock.set(start + TimeDelta::minutes(1));
    refuse(&world.domain, EventKind::SignedIn, "192.0.2.7").await;
    let rows: Vec<_> = counted(&world).await;
    let rows: Vec<(DateTime<Utc>, &str, &str, i64)> =
        rows.iter().map(|row| (row.minute, &*row.address, &*row.action, row.count)).collect();
    assert_eq!(
        rows,
        [
            (start, "192.0.2.7", "sign-in", 2),
            (start, "192.0.2.7", "test-authenticator", 1),
            (start, "192.0.2.8", "sign-in", 1),
            (start + TimeDelta::minutes(1), "192.0.2.7", "sign-in", 1),
        ]
    );
}

#[tokio::test]
async fn ipv6_addresses_of_one_64_prefix_are_counted_as_one() {
    let world = World::new().await;
    for address in ["2001:db8:0:7::1", "2001:db8:0:7:ffff:ffff:ffff:ffff", "2001:db8:0:8::1"] {
        refuse(&world.domain, EventKind::SignedIn, address).await;
    }
    let expected = [("2001:db8:0:7::/64", 2), ("2001:db8:0:8::/64", 1)];
    assert_eq!(addresses(&world).await, expected.map(|(address, count)| (address.to_owned(), count)));
}

#[tokio::test]
async fn an_ipv4_address_written_as_ipv6_is_counted_as_the_same_address() {
    let world = World::new().await;
    for address in ["::ffff:192.0.2.7", "192.0.2.7"] {
        refuse(&world.domain, EventKind::SignedIn, address).await;
    }
    assert_eq!(addresses(&world).await, [("192.0.2.7".to_owned(), 2)]);
}

#[tokio::test]
async fn an_invalid_address_is_not_stored() {
    let world = World::new().await;
    refuse_anonymously(&world.domain, EventKind::SignedIn, &Client::default()).await.unwrap();
    refuse(&world.domain, EventKind::SignedIn, "unmistakable").await;
    assert_eq!(addresses(&world).await, [(String::new(), 2)]);
    assert!(!dump(world.domain.db()).await.contains("unmistakable"));
}

#[tokio::test]
async fn after_a_hundred_rows_in_a_minute_further_addresses_are_counted_together() {
    let world = World::new().await;
    for number in 0..103 {
        refuse(&world.domain, EventKind::SignedIn, &format!("2001:db8:0:{number:x}::1")).await;
    }
    // An address that already has a row keeps it.
    refuse(&world.domain, EventKind::SignedIn, "2001:db8::1").await;
    let rows = addresses(&world).await;
    assert_eq!(rows.len(), 101);
    for expected in [("2001:db8::/64", 2), ("2001:db8:0:63::/64", 1), ("others", 3)] {
        assert!(rows.iter().any(|(address, count)| (&**address, *count) == expected), "{expected:?}\n{rows:?}");
    }
    world.clock.advance(TimeDelta::minutes(1));
    refuse(&world.domain, EventKind::SignedIn, "2001:db8:0:66::1").await;
    assert!(addresses(&world).await.contains(&("2001:db8:0:66::/64".to_owned(), 1)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_of_forty_simultaneous_refusals_in_two_processes_are_counted() {
    let world = World::new().await;
    let second = world.second_process().await;
    // The first minute opens the connections, so that the refusals of the next minutes really are simultaneous.
    for _ in 0..5 {
        world.clock.advance(TimeDelta::minutes(1));
        let barrier = Arc::new(Barrier::new(40));
        let tasks: Vec<_> = (0..40)
            .map(|number| {
                let domain = if number % 2 == 0 { world.domain.clone() } else { second.clone() };
                let barrier = barrier.clone();
                tokio::spawn(async move {
                    barrier.wait().await;
                    refuse(&domain, EventKind::SignedIn, "192.0.2.7").await;
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
    }
    assert_eq!(addresses(&world).await, vec![("192.0.2.7".to_owned(), 40); 5]);
}

#[tokio::test]
async fn counts_are_kept_for_thirty_days() {
    let world = World::new().await;
    let start = world.domain.now();
    for minutes in [0, 1, 30, 60] {
        world.clock.set(start + TimeDelta::minutes(minutes));
        refuse(&world.domain, EventKind::SignedIn, "192.0.2.7").await;
        refuse(&world.domain, EventKind::SignedIn, "192.0.2.8").await;
    }
    world.clock.set(start + TimeDelta::days(30));
    assert_eq!(forget_anonymous_refusals(&world.domain).await.unwrap(), 0);
    world.clock.advance(MICROSECOND);
    assert_eq!(forget_anonymous_refusals(&world.domain).await.unwrap(), 2);
    world.clock.set(start + TimeDelta::days(30) + TimeDelta::minutes(60));
    assert_eq!(forget_anonymous_refusals(&world.domain).await.unwrap(), 4);
    assert!(counted(&world).await.iter().all(|row| row.minute == start + TimeDelta::minutes(60)));
    assert_eq!(counted(&world).await.len(), 2);
}
