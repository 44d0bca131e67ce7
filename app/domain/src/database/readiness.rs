//! Readiness checks for load balancers and supervisors: whether this process can do its work.

use super::Database;
use crate::Domain;
use chrono::{DateTime, TimeDelta, Utc};
use migrations::Migrator;
use sea_orm::{
    ConnectionTrait, DbErr, ExprTrait, Value,
    sea_query::{Expr, Query},
};
use sea_orm_migration::MigratorTrait;
use std::sync::Arc;
use tokio::sync::Mutex;

/// How long a result is reused, so that frequent checks cause no load.
const GOOD_FOR: TimeDelta = TimeDelta::seconds(1);

/// How many bytes the trial writes: more than any request does, so that a little space left on a full disk does not make the
/// trial succeed.
const TRIAL_BYTES: usize = 64 * 1024;

/// Whether requests can be served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// Reading and writing work, and the tables are up to date.
    Ready,
    /// The tables are not up to date.
    NotMigrated,
    /// The database does not respond.
    CannotRead,
    /// The database responds, but nothing can be stored: for example, the disk is full or the file is read-only.
    CannotWrite,
}

/// The last result, and the time of its check.
pub(super) type LastAnswer = Arc<Mutex<Option<(DateTime<Utc>, Readiness)>>>;

/// Checks whether this process can do its work. Queries the database once a second at most. It tries a write and rolls it back;
/// after a write has failed, it commits the trial, because only a commit shows that the disk is full.
pub async fn ready(domain: &Domain) -> Readiness {
    let (now, database) = (domain.now(), &domain.database);
    let mut last = database.readiness.lock().await;
    if let Some((at, answer)) = *last
        && (now - at).abs() < GOOD_FOR
    {
        return answer;
    }
    let answer = find_out(database).await;
    *last = Some((now, answer));
    answer
}

async fn find_out(database: &Database) -> Readiness {
    match Migrator::get_pending_migrations_read_only(&database.read).await {
        Ok(pending) if pending.is_empty() => {}
        Ok(_) => return Readiness::NotMigrated,
        Err(error) => {
            tracing::warn!(%error, "the database does not answer");
            return Readiness::CannotRead;
        }
    }
    match try_to_write(database).await {
        Ok(()) => Readiness::Ready,
        Err(error) => {
            tracing::warn!(%error, "nothing can be stored in the database");
            Readiness::CannotWrite
        }
    }
}

async fn try_to_write(database: &Database) -> Result<(), DbErr> {
    let in_doubt = database.soundness.is_in_doubt();
    let tx = database.begin().await?;
    let bytes = Value::Bytes(Some(vec![0; TRIAL_BYTES]));
    let trial = Query::update().table("write_trial").value("bytes", bytes).and_where(Expr::col("id").eq(1)).to_owned();
    tx.execute(&trial).await?;
    if in_doubt { database.commit(tx).await } else { database.roll_back(tx).await }
}
