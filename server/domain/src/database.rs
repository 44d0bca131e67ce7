//! Connecting to SQLite or PostgreSQL, migrating, and writing.

use crate::{Domain, Error, Result};
use migrations::Migrator;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};
use sea_orm_migration::MigratorTrait;
use std::time::Duration;

/// Serialises migrations of several processes on PostgreSQL. Any number that nothing else uses.
const MIGRATION_LOCK: i64 = 0x0063_696d_0001;

/// Connects to `url`: `sqlite://data/cim.db?mode=rwc` or `postgres://user:password@host/database`.
///
/// # Errors
/// When the database cannot be reached or opened.
pub async fn connect(url: &str) -> std::result::Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(16)
        .acquire_timeout(Duration::from_secs(5))
        .connect_timeout(Duration::from_secs(10))
        .sqlx_logging_level(log::LevelFilter::Trace)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .journal_mode(SqliteJournalMode::Wal)
                // FULL: what was answered with "registered" survives a power cut.
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(Duration::from_secs(5))
                .foreign_keys(true)
                .pragma("trusted_schema", "OFF")
        })
        .map_sqlx_postgres_opts(|postgres| {
            postgres.application_name("cim").options([("statement_timeout", "10s"), ("lock_timeout", "5s")])
        });
    Database::connect(options).await
}

/// Brings the tables up to date, in one transaction. Safe to call from several processes at once: SQLite has one writer
/// anyway.
///
/// # Errors
/// When the database cannot be reached, or a migration fails (then nothing was changed).
pub async fn migrate(db: &DatabaseConnection) -> std::result::Result<(), DbErr> {
    let tx = db.begin_with_options(writing()).await?;
    if db.get_database_backend() == DbBackend::Postgres {
        // The wait for another process may be longer than a request's.
        tx.execute_unprepared("SET LOCAL lock_timeout = '120s'; SET LOCAL statement_timeout = '120s'").await?;
        tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")).await?;
    }
    Migrator::up(&tx, None).await?;
    tx.commit().await
}

/// Whether the database answers and its tables are up to date.
///
/// # Errors
/// When it does not.
pub async fn ready(db: &DatabaseConnection) -> std::result::Result<bool, DbErr> {
    Ok(Migrator::get_pending_migrations(db).await?.is_empty())
}

/// A transaction that writes. On SQLite it takes the write lock at once: one that reads first and then wants to write would
/// otherwise fail when another one wrote in between.
fn writing() -> TransactionOptions {
    TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    }
}

impl Domain {
    /// Begins a transaction that writes.
    pub(crate) async fn write(&self) -> Result<DatabaseTransaction> {
        self.db.begin_with_options(writing()).await.map_err(Error::Database)
    }
}
