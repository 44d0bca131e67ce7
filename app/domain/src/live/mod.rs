//! Live events say that something about a registration link has changed, and nothing more. A watcher then reads the link again,
//! so a lost event causes a short delay, but never a wrong display.
//!
//! Within a process the events go through a channel. On PostgreSQL, NOTIFY carries them to the other processes, in the
//! transaction that changes the link, so that a change that is rolled back causes no event.

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
/// What a notification says before the ID of an agent who has generated a link. Before the ID of a link it says nothing.
const LINKS_OF: &str = "links-of ";
/// How many events a watcher may be behind. A watcher that misses some reads everything again.
const BACKLOG: usize = 256;

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// This link, or one of its attempts.
    Link(Uuid),
    /// This agent has generated a link.
    LinksOf(Uuid),
    /// Perhaps every link: events may have been lost.
    Everything,
    /// The process is about to end, so watching ends. This wakes the watchers; [`Events::is_closing`] tells them whether the
    /// process is ending.
    Closing,
}

impl Change {
    /// Whether a watcher of `link` should read it again.
    #[must_use]
    pub fn concerns(self, link: Uuid) -> bool {
        match self {
            Self::Link(changed) => changed == link,
            Self::LinksOf(_) => false,
            Self::Everything | Self::Closing => true,
        }
    }
}

/// The events of this process.
#[derive(Clone, Debug)]
pub struct Events {
    sender: Sender<Change>,
    /// This is a state, not only an event: a watcher that subscribes after the announcement would otherwise wait for ever.
    closing: Arc<AtomicBool>,
    /// Identifies this process in the database's notifications, so that it can ignore its own.
    process: Uuid,
}

impl Events {
    pub(crate) fn new(process: Uuid) -> Self {
        Self { sender: broadcast::channel(BACKLOG).0, closing: Arc::default(), process }
    }

    /// Subscribes to every change from now on.
    #[must_use]
    pub fn subscribe(&self) -> Receiver<Change> {
        self.sender.subscribe()
    }

    /// Tells all watchers, present and future, that the process is about to end.
    pub fn close(&self) {
        self.closing.store(true, Ordering::SeqCst);
        self.announce(Change::Closing);
    }

    /// Whether the process is about to end. Check this after [subscribing](Self::subscribe), so that the end is seen either here
    /// or as an event.
    #[must_use]
    pub fn is_closing(&self) -> bool {
        self.closing.load(Ordering::SeqCst)
    }

    pub(crate) fn announce(&self, change: Change) {
        // Sending fails when there is no subscriber, which is no problem.
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

/// The statement that tells the other processes of a change when its transaction is committed. `None` for what concerns only this
/// process.
pub(crate) fn notify(events: &Events, change: Change) -> Option<Statement> {
    let process = events.process;
    let payload = match change {
        Change::Link(link) => format!("{process} {link}"),
        Change::LinksOf(agent) => format!("{process} {LINKS_OF}{agent}"),
        Change::Everything | Change::Closing => return None,
    };
    let values = [CHANNEL.to_owned().into(), payload.into()];
    Some(Statement::from_sql_and_values(DbBackend::Postgres, "SELECT pg_notify($1, $2)", values))
}
