//! The database: connecting to SQLite or PostgreSQL, migrating, reading and writing.
//!
//! **The rule for writing.** Every write is part of a transaction that [`Domain::change`](crate::Domain::change) began and
//! committed. On SQLite one connection writes, and the writers wait for it in turn; all other connections have `query_only` set
//! and refuse to write. SQLite itself refuses `BEGIN` on a connection whose earlier transaction is still open, so nothing is ever
//! written inside a transaction that is never committed. [`soundness`] explains what happens to a connection after a failure.

mod checkpoint;
mod readiness;
mod soundness;

pub use checkpoint::keep_log_small;
pub use readiness::{Readiness, ready};

use crate::metrics::{DatabaseStep, Metrics};
use migrations::Migrator;
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
    sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use sea_orm_migration::MigratorTrait;
use soundness::Soundness;
use std::{sync::Arc, time::Duration};
use tokio::sync::Notify;

/// Serialises migrations of several processes on PostgreSQL. It can be any number that nothing else uses.
const MIGRATION_LOCK: i64 = 0x0063_696d_0001;
/// The greatest number of connections of a process: on PostgreSQL for everything, on SQLite for reading.
const CONNECTIONS: u32 = 16;
/// How long a connection to PostgreSQL is unused before it is tested at its next use.
const IDLE: Duration = Duration::from_secs(5);
/// How long a request waits for a connection, and on SQLite for another process that is writing.
const TURN: Duration = Duration::from_secs(5);

/// The connections of a process to its database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Database {
    read: DatabaseConnection,
    write: DatabaseConnection,
    soundness: Arc<Soundness>,
    readiness: readiness::LastAnswer,
    metrics: Metrics,
    /// Notified after each commit, because the write-ahead log of SQLite has grown.
    committed: Arc<Notify>,
}

impl Database {
    /// The connections for reading. On SQLite they refuse to write.
    #[must_use]
    pub fn reader(&self) -> &DatabaseConnection {
        &self.read
    }

    /// What this process counts. It is here because the connections are counted, too.
    pub(crate) fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// Closes every connection, so that SQLite writes its log back into the file.
    ///
    /// # Errors
    /// When a connection cannot be closed.
    pub async fn close(&self) -> Result<(), DbErr> {
        self.read.close_by_ref().await?;
        self.write.close_by_ref().await
    }

    /// Begins a transaction that writes. On SQLite it takes the write lock at once: a transaction that first reads and then
    /// writes would fail if another transaction wrote in between.
    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        let immediate = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let begun = self.metrics.wait(self.write.begin_with_options(immediate)).await;
        match &begun {
            // No connection was free, so no connection is defective.
            Err(DbErr::ConnectionAcquire(_)) => self.soundness.doubt(),
            begun => self.soundness.note(begun.is_ok()),
        }
        tracing::trace!("began a transaction that writes");
        begun
    }

    /// Commits. `Ok` means that the changes are on the disk.
    pub(crate) async fn commit(&self, tx: DatabaseTransaction) -> Result<(), DbErr> {
        let committed = self.metrics.attempted(DatabaseStep::Commit, tx.commit().await);
        self.soundness.note(committed.is_ok());
        if committed.is_ok() {
            self.soundness.note_success();
            self.committed.notify_one();
        }
        committed
    }

    /// Discards what the transaction wrote.
    async fn roll_back(&self, tx: DatabaseTransaction) -> Result<(), DbErr> {
        let rolled_back = tx.rollback().await;
        self.soundness.note(rolled_back.is_ok());
        rolled_back
    }
}

/// Connects to `url`: `sqlite://data/cim.db?mode=rwc` or `postgres://user:password@host/database`.
///
/// # Errors
/// When the database cannot be reached or opened.
pub async fn connect(url: &str) -> Result<Database, DbErr> {
    let soundness = Arc::new(Soundness::default());
    let sqlite = is_sqlite(url);
    let mut write = open(url, if sqlite { 1 } else { CONNECTIONS }, false, &soundness).await?;
    write.set_metric_callback({
        let soundness = Arc::clone(&soundness);
        move |statement| {
            if statement.failed {
                soundness.doubt();
            }
        }
    });
    let read = if sqlite { open(url, CONNECTIONS, true, &soundness).await? } else { write.clone() };
    let (readiness, metrics) = (readiness::LastAnswer::default(), Metrics::new());
    Ok(Database { read, write, soundness, readiness, metrics, committed: Arc::default() })
}

fn is_sqlite(url: &str) -> bool {
    url.starts_with("sqlite:")
}

async fn open(
    url: &str,
    connections: u32,
    read_only: bool,
    soundness: &Arc<Soundness>,
) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(TURN)
        .connect_timeout(Duration::from_secs(10))
        .sqlx_logging_level(log::LevelFilter::Trace)
        .map_sqlx_sqlite_opts(move |sqlite| sqlite_options(sqlite, read_only))
        .map_sqlx_postgres_opts(|postgres| {
            postgres.application_name("cim").options([("statement_timeout", "10s"), ("lock_timeout", "5s")])
        });
    // sqlx tests each connection when it is returned. Another test before each use costs as much as a statement, so there is one
    // only where it can find something: a file cannot go away, but a server may have closed a connection that was not used.
    if is_sqlite(url) {
        options.test_before_acquire(false);
    } else {
        options.test_before_acquire_if_idle_for(IDLE);
    }
    soundness::watch(&mut options, soundness);
    sea_orm::Database::connect(options).await
}

fn sqlite_options(sqlite: SqliteConnectOptions, read_only: bool) -> SqliteConnectOptions {
    sqlite
        .journal_mode(SqliteJournalMode::Wal)
        // FULL: a registration that was confirmed to the user survives a power cut.
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(TURN)
        .foreign_keys(true)
        .pragma("trusted_schema", "OFF")
        .pragma("wal_autocheckpoint", checkpoint::LAST_RESORT_PAGES.to_string())
        .pragma("journal_size_limit", checkpoint::KEPT_BYTES.to_string())
        .pragma("query_only", if read_only { "ON" } else { "OFF" })
}

/// Brings the tables up to date, in one transaction. Several processes may call this at once; SQLite has only one writer.
///
/// # Errors
/// When the database cannot be reached, or a migration fails (then nothing was changed).
pub async fn migrate(database: &Database) -> Result<(), DbErr> {
    let tx = database.begin().await?;
    if tx.get_database_backend() == DbBackend::Postgres {
        // Waiting for the migration of another process may take longer than the limit of a request.
        tx.execute_unprepared("SET LOCAL lock_timeout = '120s'; SET LOCAL statement_timeout = '120s'").await?;
        tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")).await?;
    }
    Migrator::up(&tx, None).await?;
    database.commit(tx).await
}
