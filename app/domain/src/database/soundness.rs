//! Which connections may be used again after a failure, and whether writing works.
//!
//! A `COMMIT` that fails leaves sqlx 0.9 with the wrong idea of whether SQLite is in a transaction. Used again, such a
//! connection would make the next write a savepoint in a transaction that is never committed, and its own reads would show
//! what no disk has. So a connection is closed instead of going back to the pool when it is still in a transaction; and after
//! a `BEGIN`, `COMMIT` or `ROLLBACK` has failed, all connections that existed at that moment are replaced.

use sea_orm::{
    ConnectOptions,
    sqlx::{
        Connection,
        pool::{PoolConnectionMetadata, PoolOptions},
    },
};
use std::{
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

/// What is known of the connections of a process.
#[derive(Debug, Default)]
pub(super) struct Soundness {
    /// Connections that are older than this are not used again.
    suspected_at: RwLock<Option<Instant>>,
    /// A write failed, and none has worked since.
    in_doubt: AtomicBool,
}

impl Soundness {
    /// Notes how a `BEGIN`, `COMMIT` or `ROLLBACK` ended.
    pub fn note(&self, worked: bool) {
        if !worked {
            *self.suspected_at.write().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
            self.doubt();
        }
    }

    /// Notes that a write failed: perhaps the disk is full.
    pub fn doubt(&self) {
        self.in_doubt.store(true, Ordering::SeqCst);
    }

    /// Notes that something was committed.
    pub fn note_success(&self) {
        self.in_doubt.store(false, Ordering::SeqCst);
    }

    /// Whether a write failed and none has worked since.
    pub fn is_in_doubt(&self) -> bool {
        self.in_doubt.load(Ordering::SeqCst)
    }

    fn trusts(&self, age: Duration) -> bool {
        let suspected_at = *self.suspected_at.read().unwrap_or_else(PoisonError::into_inner);
        suspected_at.is_none_or(|at| at.elapsed() > age)
    }
}

/// Has both pools ask before a connection is used again: when it comes back, and when it is handed out.
pub(super) fn watch(options: &mut ConnectOptions, soundness: &Arc<Soundness>) {
    let ask = |soundness: &Arc<Soundness>| {
        let soundness = Arc::clone(soundness);
        move |in_transaction: bool, metadata: &PoolConnectionMetadata| {
            let sound = !in_transaction && soundness.trusts(metadata.age);
            if !sound {
                tracing::warn!(in_transaction, "a database connection is closed after a failure");
            }
            sound
        }
    };
    let (sqlite, postgres) = (ask(soundness), ask(soundness));
    options.map_sqlx_sqlite_before_acquire(move |connection, metadata| {
        let sound = sqlite(connection.is_in_transaction(), &metadata);
        Box::pin(async move { Ok(sound) })
    });
    options.map_sqlx_postgres_before_acquire(move |connection, metadata| {
        let sound = postgres(connection.is_in_transaction(), &metadata);
        Box::pin(async move { Ok(sound) })
    });
    let (sqlite, postgres) = (ask(soundness), ask(soundness));
    options.map_sqlx_sqlite_pool_opts(move |pool| ask_on_return(pool, sqlite.clone()));
    options.map_sqlx_postgres_pool_opts(move |pool| ask_on_return(pool, postgres.clone()));
}

fn ask_on_return<DB: sea_orm::sqlx::Database>(
    pool: PoolOptions<DB>,
    ask: impl Fn(bool, &PoolConnectionMetadata) -> bool + Clone + Send + Sync + 'static,
) -> PoolOptions<DB> {
    pool.after_release(move |connection, metadata| {
        let ask = ask.clone();
        Box::pin(async move {
            // A rollback that was only queued is done before this answers.
            connection.ping().await?;
            Ok(ask(connection.is_in_transaction(), &metadata))
        })
    })
}
