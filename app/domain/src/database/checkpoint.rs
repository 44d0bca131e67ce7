//! Keeps the write-ahead log of SQLite small. The log grows with every commit until a checkpoint copies it into the database
//! file. A task does this in the background, at most once a second while there are commits.

use super::Database;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};
use std::time::Duration;

/// How long after a commit the checkpoint starts, so that many commits share one.
const PAUSE: Duration = Duration::from_secs(1);
/// The number of pages (of 4 KiB: 16 MiB) from which the log is emptied while writers wait, because the checkpoints that ran
/// beside the writers did not reach its end.
const EMPTY_PAGES: i64 = 4096;
/// The number of pages (32 MiB) from which a commit makes the checkpoint itself. This is for processes without the task, such as
/// the commands of `cim`.
pub(super) const LAST_RESORT_PAGES: u32 = 8192;
/// The size of the log file after it was emptied, in bytes (4 MiB).
pub(super) const KEPT_BYTES: u32 = 4 * 1024 * 1024;

/// Makes checkpoints after commits, for as long as the process runs. Returns at once on PostgreSQL, which does this itself.
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
    /// Copies the write-ahead log of SQLite into the database file, and empties the log when it has grown long.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn checkpoint(&self) -> Result<(), DbErr> {
        // This blocks neither readers nor the writer.
        if checkpoint(&self.read, "PASSIVE").await? >= EMPTY_PAGES {
            // This takes the one connection that writes, so that the log does not grow meanwhile. It waits for readers, which are
            // short.
            checkpoint(&self.write, "TRUNCATE").await?;
        }
        Ok(())
    }
}

/// Makes a checkpoint, and returns how many pages were in the log.
async fn checkpoint(connection: &DatabaseConnection, mode: &str) -> Result<i64, DbErr> {
    let pragma = Statement::from_string(DbBackend::Sqlite, format!("PRAGMA wal_checkpoint({mode})"));
    let row = connection.query_one_raw(pragma).await?;
    row.map_or(Ok(0), |row| row.try_get_by_index(1))
}
