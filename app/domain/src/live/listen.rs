//! Receives the changes of other processes.

use super::{CHANNEL, Change, LINKS_OF};
use crate::Domain;
use sea_orm::{
    DbBackend,
    sqlx::{self, postgres::PgListener},
};
use std::time::Duration;
use tokio::time::timeout;
use uuid::Uuid;

/// How long to wait before listening again after the connection to the database was lost.
const PAUSE: Duration = Duration::from_secs(2);

/// How long to wait for an event before the connection is tested. A process whose connection is broken receives nothing, not even
/// an error.
pub const SILENCE: Duration = Duration::from_secs(30);

/// Passes the events of other processes on to this one, for as long as it runs. After `silence` ([`SILENCE`]; tests use less)
/// without an event, the connection to the database is tested, and the database has the same time to respond. Returns at once on
/// SQLite, where there are no other processes.
pub async fn listen(domain: Domain, silence: Duration) {
    if domain.db().get_database_backend() != DbBackend::Postgres {
        return;
    }
    loop {
        if let Err(error) = listen_once(&domain, silence).await {
            tracing::warn!(%error, "live events of other processes are not heard; trying again");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn listen_once(domain: &Domain, silence: Duration) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(domain.db().get_postgres_connection_pool()).await?;
    listener.listen(CHANNEL).await?;
    let (own, events) = (domain.events().process, domain.events());
    // Before the first event, and after a lost connection is back, events may have been missed.
    events.announce(Change::Everything);
    loop {
        match timeout(silence, listener.try_recv()).await {
            Ok(heard) => match heard? {
                Some(heard) => {
                    if let Some(change) = of_another_process(heard.payload(), own) {
                        events.announce(change);
                    }
                }
                None => events.announce(Change::Everything),
            },
            Err(_) => {
                let answer = timeout(silence, sqlx::query("SELECT 1").execute(&mut listener)).await;
                answer.map_err(|_| sqlx::Error::Io(std::io::ErrorKind::TimedOut.into()))??;
            }
        }
    }
}

/// What changed, if a process other than `own` sent it.
fn of_another_process(payload: &str, own: Uuid) -> Option<Change> {
    let (process, changed) = payload.split_once(' ')?;
    let process: Uuid = process.parse().ok()?;
    // This process announced its own changes when it committed them.
    if process == own {
        return None;
    }
    match changed.strip_prefix(LINKS_OF) {
        Some(agent) => agent.parse().ok().map(Change::LinksOf),
        None => changed.parse().ok().map(Change::Link),
    }
}
