//! Which connections are reused after a failure.

use super::{DatabaseFailures, is_unavailable, prepare, search};
use crate::support::{Person, World};
use domain::{audit, database, entity::audit_event};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, Statement};
use std::sync::Arc;

/// After a failed commit, SQLite keeps the transaction open, and with it the lock that stops every other process from writing.
#[tokio::test]
async fn other_processes_can_write_immediately_after_a_failed_commit() {
    let world = World::new().await;
    let action = prepare(&world, "generate").await;
    let failures = DatabaseFailures::install(&world).await;
    failures.at_commit().await;
    assert!(is_unavailable(&action().await, "generate"));
    failures.end().await;
    let second = world.second_process().await;
    let colleague = world.actor(Person::Colleague).await;
    let refused = domain::access::may_search(&second, &colleague).await;
    assert!(matches!(refused, Err(domain::Error::Told(_))), "its refusal was written down");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_simultaneous_writers_get_correct_results_while_commits_fail() {
    let world = Arc::new(World::new().await);
    let failures = DatabaseFailures::install(&world).await;
    let before = audit_event::Entity::find().all(world.domain.db()).await.unwrap().len();
    let mut done = 0;
    for round in 0..4 {
        if round % 2 == 0 {
            failures.at_commit().await;
        } else {
            failures.end().await;
        }
        let tries: Vec<_> = (0..20)
            .map(|_| {
                let world = Arc::clone(&world);
                tokio::spawn(async move {
                    let client = crate::support::client();
                    audit::record_alone(&world.domain, search(&client)).await.is_ok()
                })
            })
            .collect();
        for one in tries {
            done += usize::from(one.await.unwrap());
        }
    }
    assert_eq!(done, 40, "those of the rounds without a failure");
    let second = world.second_process().await;
    assert_eq!(audit_event::Entity::find().all(second.db()).await.unwrap().len(), before + done);
    assert!(matches!(audit::verify(&second).await.unwrap(), audit::Verdict::Sound { .. }));
}

#[tokio::test]
async fn read_connections_to_sqlite_cannot_write() {
    let world = World::new().await;
    if world.domain.db().get_database_backend() == DbBackend::Sqlite {
        let refused = world.domain.db().execute_unprepared("DELETE FROM session").await.unwrap_err();
        assert!(refused.to_string().contains("readonly"), "{refused}");
    }
}

#[tokio::test]
async fn a_database_that_cannot_be_opened_is_an_error_and_creates_no_file() {
    let folder = tempfile::tempdir().unwrap();
    for url in
        [format!("sqlite://{}/missing/cim.db?mode=rwc", folder.path().display()), "postgres://127.0.0.1:1/x".into()]
    {
        assert!(database::connect(&url).await.is_err(), "{url}");
    }
}

/// The log has an upper limit and is truncated again, whatever is written.
#[tokio::test]
async fn the_log_of_sqlite_stays_small_whatever_is_written() {
    let world = World::new().await;
    if world.domain.db().get_database_backend() != DbBackend::Sqlite {
        return;
    }
    let file = world.database.url.trim_start_matches("sqlite://").split('?').next().unwrap().to_owned();
    let log = || std::fs::metadata(format!("{file}-wal")).unwrap().len();
    let mut greatest = 0;
    for _ in 0..12 {
        let client = crate::support::client();
        for _ in 0..20 {
            let event =
                audit::Event { detail: serde_json::json!({ "reason": "x".repeat(200_000) }), ..search(&client) };
            audit::record_alone(&world.domain, event).await.unwrap();
        }
        world.domain.database().checkpoint().await.unwrap();
        greatest = greatest.max(log());
    }
    assert!(greatest < 24 * 1024 * 1024, "{greatest} bytes: a commit never had to see to it itself");
    world.domain.database().checkpoint().await.unwrap();
    // The next write reuses the pages that a checkpoint during other writes leaves.
    let pages = Statement::from_string(DbBackend::Sqlite, "PRAGMA wal_checkpoint(PASSIVE)");
    let row = world.domain.db().query_one_raw(pages).await.unwrap().unwrap();
    let (log_pages, copied): (i64, i64) = (row.try_get_by_index(1).unwrap(), row.try_get_by_index(2).unwrap());
    assert_eq!(log_pages, copied, "everything is in the database file");
}
