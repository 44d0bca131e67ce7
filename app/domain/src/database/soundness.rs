//! Decides which connections may be used again after a failure, and tracks whether writing works.
//!
//! After a `COMMIT` fails, sqlx 0.9 may be wrong about whether SQLite is in a transaction. If such a connection were used again,
//! the next write would become a savepoint in a transaction that is never committed, and the connection's own reads would show
//! data that is not on the disk. So a connection that is still in a transaction is closed instead of going back to the pool; and
//! after a `BEGIN`, `COMMIT` or `ROLLBACK` has failed, all connections that existed at that moment are replaced.

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

/// The state of the connections of a process.
#[derive(Debug, Default)]
pub(super) struct Soundness {
    /// Connections opened before this moment are not used again.
    suspected_at: RwLock<Option<Instant>>,
    /// A write failed, and no write has succeeded since.
    in_doubt: AtomicBool,
}

impl Soundness {
    /// Records whether a `BEGIN`, `COMMIT` or `ROLLBACK` succeeded.
    pub fn note(&self, worked: bool) {
        if !worked {
            *self.suspected_at.write().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
            self.doubt();
        }
    }

    /// Records that a write failed; the disk may be full.
    pub fn doubt(&self) {
        self.in_doubt.store(true, Ordering::SeqCst);
    }

    /// Records that a transaction was committed.
    pub fn note_success(&self) {
        self.in_doubt.store(false, Ordering::SeqCst);
    }

    /// Whether a write failed and no write has succeeded since.
    pub fn is_in_doubt(&self) -> bool {
        self.in_doubt.load(Ordering::SeqCst)
    }

    fn trusts(&self, age: Duration) -> bool {
        let suspected_at = *self.suspected_at.read().unwrap_or_else(PoisonError::into_inner);
        suspected_at.is_none_or(|at| at.elapsed() > age)
    }
}

/// Makes both pools check a connection before it is used again: when it is returned, and when it is handed out.
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
            if connection.is_in_transaction() {
                // A rollback may be queued. It is done before this returns.
                connection.ping().await?;
            }
            Ok(ask(connection.is_in_transaction(), &metadata))
        })
    })
}
