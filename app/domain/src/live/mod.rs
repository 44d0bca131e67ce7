//! Live events: that something about a registration link changed. Whoever watches it reads it anew; the event itself says no
//! more, so a lost one costs a moment and never a wrong picture.
//!
//! Within a process it is a channel. On PostgreSQL, NOTIFY carries it to the other processes, within the transaction that
//! changed the link: nobody hears of what was rolled back.

mod listen;

pub use listen::{SILENCE, listen};

use crate::Domain;
use sea_orm::{DbBackend, Statement};
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
}

/// The statement that tells the other processes, when its transaction is committed, that this link changed.
pub(crate) fn notify(events: &Events, link: Uuid) -> Statement {
    let payload = format!("{} {link}", events.process);
    let values = [CHANNEL.to_owned().into(), payload.into()];
    Statement::from_sql_and_values(DbBackend::Postgres, "SELECT pg_notify($1, $2)", values)
}
