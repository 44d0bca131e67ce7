//! Verification finds changes that bypassed the service, and simultaneous writes keep the chain of hashes sound.

use super::{run, tear_down_the_guard};
use crate::support::{Browser, MICROSECOND, Person, SoftAuthenticator, World};
use domain::{
    Client,
    audit::{Event, EventKind, Outcome, Verdict, record_alone, verify},
    entity::audit_event,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use std::sync::Arc;
use tokio::sync::Barrier;

/// Changes the log with `statement`. Verification must name row `sequence`.
async fn found(statement: &str, sequence: i64) {
    let world = World::new().await;
    tear_down_the_guard(&world).await;
    let rows = i64::try_from(world.count(audit_event::Entity).await).unwrap();
    assert_eq!(verify(&world.domain).await.unwrap(), Verdict::Sound { rows });
    run(&world, statement).await.unwrap();
    assert_eq!(verify(&world.domain).await.unwrap(), Verdict::Broken { sequence }, "{statement}");
}

#[tokio::test]
async fn a_changed_detail_is_found() {
    found("UPDATE audit_event SET detail = '{}' WHERE sequence = 3", 3).await;
}

#[tokio::test]
async fn a_changed_outcome_is_found() {
    found("UPDATE audit_event SET outcome = 'refused' WHERE sequence = 2", 2).await;
}

#[tokio::test]
async fn a_time_changed_by_a_microsecond_is_found() {
    let world = World::new().await;
    tear_down_the_guard(&world).await;
    let later = world.domain.now() + MICROSECOND;
    let change = audit_event::Entity::update_many().col_expr(audit_event::Column::At, Expr::value(later));
    change.filter(audit_event::Column::Sequence.eq(3)).exec(&world.back_door().await).await.unwrap();
    assert_eq!(verify(&world.domain).await.unwrap(), Verdict::Broken { sequence: 3 });
}

#[tokio::test]
async fn a_changed_actor_is_found() {
    found("UPDATE audit_event SET actor_id = subject_id WHERE sequence = 1", 1).await;
}

#[tokio::test]
async fn an_address_that_was_set_to_null_is_found() {
    found("UPDATE audit_event SET remote_address = NULL WHERE sequence = 3", 3).await;
}

#[tokio::test]
async fn a_null_address_that_was_changed_to_an_empty_text_is_found() {
    // Row 1 is the operator's invitation, which has no address.
    found("UPDATE audit_event SET remote_address = '' WHERE sequence = 1", 1).await;
}

#[tokio::test]
async fn text_moved_from_one_column_to_the_next_is_found() {
    found("UPDATE audit_event SET action = action || outcome, outcome = '' WHERE sequence = 2", 2).await;
}

#[tokio::test]
async fn a_row_deleted_from_the_middle_is_found_at_the_next_row() {
    found("DELETE FROM audit_event WHERE sequence = 4", 5).await;
}

#[tokio::test]
async fn a_row_deleted_from_the_beginning_is_found() {
    found("DELETE FROM audit_event WHERE sequence = 1", 2).await;
}

#[tokio::test]
async fn a_row_deleted_from_the_end_shows_in_the_number_of_rows() {
    let world = World::new().await;
    tear_down_the_guard(&world).await;
    let rows = world.last_audited().await.sequence;
    run(&world, &format!("DELETE FROM audit_event WHERE sequence = {rows}")).await.unwrap();
    assert_eq!(verify(&world.domain).await.unwrap(), Verdict::Sound { rows: rows - 1 });
}

#[tokio::test]
async fn an_empty_log_is_sound() {
    let world = World::empty().await;
    assert_eq!(verify(&world.domain).await.unwrap(), Verdict::Sound { rows: 0 });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_simultaneous_appends_keep_the_chain_sound() {
    let world = World::new().await;
    let (second, known) = (world.second_process().await, world.last_audited().await.sequence);
    let barrier = Arc::new(Barrier::new(20));
    let tasks: Vec<_> = (0..20)
        .map(|number| {
            let domain = if number % 2 == 0 { world.domain.clone() } else { second.clone() };
            let barrier = barrier.clone();
            tokio::spawn(async move {
                let event = Event {
                    kind: EventKind::Searched,
                    outcome: Outcome::Done,
                    actor_id: None,
                    subject_id: None,
                    detail: serde_json::json!({}),
                    client: &Client::default(),
                };
                barrier.wait().await;
                record_alone(&domain, event).await.unwrap();
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(verify(&world.domain).await.unwrap(), Verdict::Sound { rows: known + 20 });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn different_simultaneous_acts_keep_the_chain_sound() {
    let world = Arc::new(World::new().await);
    let (second, known) = (world.second_process().await, world.last_audited().await.sequence);
    let mut tasks = tokio::task::JoinSet::new();
    for person in [Person::Sponsor, Person::Lsa, Person::Agent, Person::IdChecker] {
        let (mut browser, mut computer) = (Browser::new(&second), world.authenticator_of(person));
        tasks.spawn(async move { drop(browser.sign_in(&mut computer).await.unwrap()) });
        let world = world.clone();
        tasks.spawn(async move { world.register(person, &mut SoftAuthenticator::phone()).await });
    }
    tasks.join_all().await;
    // Four sign-ins, four links, four registrations.
    assert_eq!(verify(&world.domain).await.unwrap(), Verdict::Sound { rows: known + 12 });
}
