//! Live events: that something about a registration link changed. Whoever watches it reads it anew; the event itself says no
//! more, so a lost one costs a moment and never a wrong picture.
//!
//! Within a process it is a channel. On PostgreSQL, NOTIFY carries it to the other processes, within the transaction that
//! changed the link: nobody hears of what was rolled back.

mod listen;

pub use listen::listen;

use crate::{Domain, Error, Result};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement};
use tokio::sync::broadcast::{self, Receiver, Sender};
use uuid::Uuid;

/// The channel of PostgreSQL.
const CHANNEL: &str = "cim_link";
/// How many events a watcher may be behind. Who misses some reads everything anew.
const BACKLOG: usize = 256;

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// This link, or one of its attempts.
    Link(Uuid),
    /// Perhaps every link: events may have been lost.
    Everything,
    /// The process is about to end: nobody can watch any longer.
    Closing,
}

impl Change {
    /// Whether somebody who watches `link` should look again.
    #[must_use]
    pub fn concerns(self, link: Uuid) -> bool {
        self == Self::Everything || self == Self::Link(link)
    }
}

/// The events of this process.
#[derive(Clone, Debug)]
pub struct Events(Sender<Change>);

impl Default for Events {
    fn default() -> Self {
        Self(broadcast::channel(BACKLOG).0)
    }
}

impl Events {
    /// Hears of every change from now on.
    #[must_use]
    pub fn subscribe(&self) -> Receiver<Change> {
        self.0.subscribe()
    }

    /// Tells everybody who watches that the process is about to end.
    pub fn close(&self) {
        self.announce(Change::Closing);
    }

    pub(crate) fn announce(&self, change: Change) {
        // Fails when nobody listens.
        drop(self.0.send(change));
    }
}

impl Domain {
    /// The events of this process.
    #[must_use]
    pub fn events(&self) -> &Events {
        &self.events
    }

    /// Commits `tx`, and tells every process that these links changed.
    pub(crate) async fn commit(&self, tx: DatabaseTransaction, links: &[Uuid]) -> Result<()> {
        let backend = tx.get_database_backend();
        if backend == DbBackend::Postgres {
            for link in links {
                let notify = "SELECT pg_notify($1, $2)";
                let values = [CHANNEL.to_owned().into(), link.to_string().into()];
                tx.execute_raw(Statement::from_sql_and_values(backend, notify, values)).await?;
            }
        }
        tx.commit().await.map_err(Error::Database)?;
        for link in links {
            self.events.announce(Change::Link(*link));
        }
        Ok(())
    }
}
