//! Keeping the write-ahead log of SQLite small. The log grows with every commit until a checkpoint copies it into the
//! database file; here that is done beside the requests, once a second while something is written.

use super::Database;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};
use std::time::Duration;

/// How long after a commit the checkpoint comes: many commits share one.
const PAUSE: Duration = Duration::from_secs(1);
/// From how many pages on (of 4 KiB: 16 MiB) the log is emptied while writers wait, because checkpoints beside the writers
/// did not get to its end.
const EMPTY_PAGES: i64 = 4096;
/// From how many pages on (32 MiB) a commit checkpoints by itself: where nothing else does, as in the commands of `cim`.
pub(super) const LAST_RESORT_PAGES: u32 = 8192;
/// How much of the disk an emptied log keeps, in bytes (4 MiB).
pub(super) const KEPT_BYTES: u32 = 4 * 1024 * 1024;

/// Checkpoints whenever something was committed, for as long as the process runs. PostgreSQL does this itself: there it
/// returns at once.
pub async fn keep_log_small(database: Database) {
    if database.write.get_database_backend() != DbBackend::Sqlite {
        return;
    }
    loop {
        database.committed.notified().await;
        tokio::time::sleep(PAUSE).await;
        if let Err(error) = database.checkpoint().await {
            tracing::warn!(%error, "a checkpoint failed; it is tried again after the next write");
        }
    }
}

impl Database {
    /// Copies the write-ahead log of SQLite into the database file, and empties it when it has grown long.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn checkpoint(&self) -> Result<(), DbErr> {
        // Disturbs neither readers nor the writer.
        if checkpoint(&self.read, "PASSIVE").await? >= EMPTY_PAGES {
            // In its turn among the writers, so that the log does not grow meanwhile. Waits for readers, which are short.
            checkpoint(&self.write, "TRUNCATE").await?;
        }
        Ok(())
    }
}

/// Gives how many pages were in the log.
async fn checkpoint(connection: &DatabaseConnection, mode: &str) -> Result<i64, DbErr> {
    let pragma = Statement::from_string(DbBackend::Sqlite, format!("PRAGMA wal_checkpoint({mode})"));
    let row = connection.query_one_raw(pragma).await?;
    row.map_or(Ok(0), |row| row.try_get_by_index(1))
}
