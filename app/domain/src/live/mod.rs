//! Live events: that something about a registration link changed. Whoever watches it reads it anew; the event itself says no
//! more, so a lost one costs a moment and never a wrong picture.
//!
//! Within a process it is a channel. On PostgreSQL, NOTIFY carries it to the other processes, within the transaction that
//! changed the link: nobody hears of what was rolled back.

mod listen;

pub use listen::{SILENCE, listen};

use crate::{Domain, Error, Result};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
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
    /// The process is about to end: nobody can watch any longer. Wakes who watches; whether it is so, say
    /// [`Events::is_closing`].
    Closing,
}

impl Change {
    /// Whether somebody who watches `link` should look again.
    #[must_use]
    pub fn concerns(self, link: Uuid) -> bool {
        match self {
            Self::Link(changed) => changed == link,
            Self::Everything | Self::Closing => true,
        }
    }
}

/// The events of this process.
#[derive(Clone, Debug)]
pub struct Events {
    sender: Sender<Change>,
    /// A state and no event: who subscribes after it was announced would wait for ever.
    closing: Arc<AtomicBool>,
    /// Names this process in what the database passes on, of which it has heard already.
    process: Uuid,
}

impl Events {
    pub(crate) fn new(process: Uuid) -> Self {
        Self { sender: broadcast::channel(BACKLOG).0, closing: Arc::default(), process }
    }

    /// Hears of every change from now on.
    #[must_use]
    pub fn subscribe(&self) -> Receiver<Change> {
        self.sender.subscribe()
    }

    /// Tells everybody who watches, now or later, that the process is about to end.
    pub fn close(&self) {
        self.closing.store(true, Ordering::SeqCst);
        self.announce(Change::Closing);
    }

    /// Whether the process is about to end. Ask after [subscribing](Self::subscribe), so that one of the two tells.
    #[must_use]
    pub fn is_closing(&self) -> bool {
        self.closing.load(Ordering::SeqCst)
    }

    pub(crate) fn announce(&self, change: Change) {
        // Fails when nobody listens.
        drop(self.sender.send(change));
    }
}

impl Domain {
    /// The events of this process.
    #[must_use]
    pub fn events(&self) -> &Events {
        &self.events
    }

    /// Commits `tx`, and tells every process that these links changed. The one way to commit. A commit that has begun is
    /// finished, and told, even when nobody waits for it any longer because the client has gone.
    ///
    /// # Errors
    /// When the database fails: then nothing was changed.
    pub(crate) async fn commit(&self, tx: DatabaseTransaction, links: &[Uuid]) -> Result<()> {
        let backend = tx.get_database_backend();
        if backend == DbBackend::Postgres {
            for link in links {
                let notify = "SELECT pg_notify($1, $2)";
                let payload = format!("{} {link}", self.events.process);
                let values = [CHANNEL.to_owned().into(), payload.into()];
                tx.execute_raw(Statement::from_sql_and_values(backend, notify, values)).await?;
            }
        }
        let (database, events, links) = (self.database.clone(), self.events.clone(), links.to_owned());
        let committing = tokio::spawn(async move {
            database.commit(tx).await?;
            for link in links {
                events.announce(Change::Link(link));
            }
            Ok(())
        });
        committing.await.map_err(|error| Error::Fault(format!("a commit ended early: {error}")))?
    }
}
