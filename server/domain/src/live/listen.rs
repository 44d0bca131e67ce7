//! Hearing of the changes of other processes.

use super::{CHANNEL, Change};
use crate::Domain;
use sea_orm::{DbBackend, sqlx::postgres::PgListener};
use std::time::Duration;

/// How long to wait before listening again after the database went away.
const PAUSE: Duration = Duration::from_secs(2);

/// Passes the events of other processes on to this one, for as long as it runs. On SQLite there are none: returns at once.
pub async fn listen(domain: Domain) {
    if domain.db().get_database_backend() != DbBackend::Postgres {
        return;
    }
    loop {
        if let Err(error) = listen_once(&domain).await {
            tracing::warn!(%error, "live events of other processes are not heard; trying again");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn listen_once(domain: &Domain) -> Result<(), sea_orm::sqlx::Error> {
    let mut listener = PgListener::connect_with(domain.db().get_postgres_connection_pool()).await?;
    listener.listen(CHANNEL).await?;
    loop {
        // Before the first event, and after the connection was lost and is back, something may have been missed.
        domain.events().announce(Change::Everything);
        while let Some(heard) = listener.try_recv().await? {
            if let Ok(link) = heard.payload().parse() {
                domain.events().announce(Change::Link(link));
            }
        }
    }
}
