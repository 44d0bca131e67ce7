//! The database itself refuses to change or delete a row of the audit log.

use super::run;
use crate::support::World;
use domain::{
    audit::{Verdict, verify},
    entity::audit_event,
};
use sea_orm::DbBackend;

async fn refused(statement: &str) {
    let world = World::new().await;
    let rows = world.audited_after(0).await;
    let error = run(&world, statement).await.unwrap_err().to_string();
    assert!(error.contains("the audit log is append-only"), "{error}");
    assert_eq!(world.audited_after(0).await, rows);
    let rows = i64::try_from(rows.len()).unwrap();
    assert_eq!(verify(&world.domain).await.unwrap(), Verdict::Sound { rows });
}

#[tokio::test]
async fn an_update_is_refused() {
    refused("UPDATE audit_event SET detail = '{}' WHERE sequence = 1").await;
}

#[tokio::test]
async fn an_update_of_all_rows_is_refused() {
    refused("UPDATE audit_event SET outcome = 'done'").await;
}

#[tokio::test]
async fn a_deletion_is_refused() {
    refused("DELETE FROM audit_event WHERE sequence = 1").await;
}

#[tokio::test]
async fn a_deletion_of_all_rows_is_refused() {
    refused("DELETE FROM audit_event").await;
}

#[tokio::test]
async fn postgresql_also_refuses_to_truncate_the_table() {
    let world = World::new().await;
    let postgres = world.domain.db().get_database_backend() == DbBackend::Postgres;
    let outcome = run(&world, "TRUNCATE audit_event").await;
    // SQLite has no such statement.
    assert!(outcome.unwrap_err().to_string().contains(if postgres { "append-only" } else { "syntax error" }));
    assert!(world.count(audit_event::Entity).await > 0);
}

#[tokio::test]
async fn a_second_row_with_the_same_number_is_refused() {
    let world = World::new().await;
    let copy = "INSERT INTO audit_event SELECT * FROM audit_event WHERE sequence = 1";
    assert!(run(&world, copy).await.is_err());
}
