//! The one way to write: [`Domain::change`] opens a transaction, lends it to an action as a [`Change`], and commits it. Only
//! after the commit does it notify the panels that watch a link and the task that sends notices, and count for the metrics.
//!
//! On PostgreSQL every change that is audited locks the audit log until it ends. If an action took this lock and then waited for
//! another one, two actions could wait for each other for ever. So an action only records its events, and the commit writes them,
//! when the action has all other locks.

use crate::{Domain, Error, Result, audit, entity::audit_event, live};
use chrono::{DateTime, Utc};
use prometheus_client::metrics::counter::Counter;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, IntoActiveModel, RuntimeErr, SqlErr,
};
use tracing::Instrument;
use uuid::Uuid;

/// A transaction that writes, with the notifications that follow its commit.
pub(crate) struct Change<'d> {
    domain: &'d Domain,
    rows: DatabaseTransaction,
    audited: Vec<audit_event::Model>,
    changed: Vec<live::Change>,
    queued_notices: bool,
    counted: Vec<Counter>,
}

impl Domain {
    /// Runs `work` in a transaction that writes, and commits when `work` returns `Ok`. When it returns `Err`, or when the future
    /// is dropped before the commit begins, nothing is stored. A refusal that must be stored (a wrong match code, for example) is
    /// therefore part of the value, not an `Err`.
    ///
    /// A commit that has begun is completed, and its notifications are sent, even if the client has disconnected meanwhile.
    ///
    /// # Errors
    /// The errors of `work`; when the database fails, or no connection is free for five seconds. After an error nothing was
    /// stored, except perhaps after [`Error::Uncertain`]: the connection to PostgreSQL was lost before its answer to the commit
    /// arrived.
    pub(crate) async fn change<T>(&self, work: impl AsyncFnOnce(&mut Change<'_>) -> Result<T>) -> Result<T> {
        let rows = self.database.begin().await?;
        let (audited, changed, counted) = (Vec::new(), Vec::new(), Vec::new());
        let mut change = Change { domain: self, rows, audited, changed, queued_notices: false, counted };
        let done = work(&mut change).await?;
        change.commit().await?;
        Ok(done)
    }
}

impl Change<'_> {
    /// The transaction, to read and write rows. It cannot be committed through this reference.
    pub(crate) fn rows(&self) -> &DatabaseTransaction {
        &self.rows
    }

    /// Stores a new row. It is not read back, because nothing in the database changes what it is given.
    ///
    /// # Errors
    /// When the database fails, or one of its rules forbids the row.
    pub(crate) async fn insert<E>(&self, row: E::Model) -> std::result::Result<(), DbErr>
    where
        E: EntityTrait<Model: IntoActiveModel<E::ActiveModel>>,
    {
        E::insert(row.into_active_model()).exec_without_returning(&self.rows).await.map(drop)
    }

    /// Stores a new row, unless a unique index already has one like it: then returns `taken`.
    ///
    /// # Errors
    /// `taken`; when the database fails.
    pub(crate) async fn insert_unless_taken<E>(&self, row: E::Model, taken: impl Into<Error>) -> Result<()>
    where
        E: EntityTrait<Model: IntoActiveModel<E::ActiveModel>>,
    {
        self.insert::<E>(row).await.map_err(|error| match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => taken.into(),
            _ => error.into(),
        })
    }

    /// The service that the change belongs to.
    pub(crate) fn domain(&self) -> &Domain {
        self.domain
    }

    /// Now, by the service's clock.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.domain.now()
    }

    /// Appends this row to the audit log when the change is committed, after the rows that were given earlier.
    pub(crate) fn audits(&mut self, row: audit_event::Model) {
        self.audited.push(row);
    }

    /// After the commit, tells the panels and pages that watch this link to refresh.
    pub(crate) fn changes_link(&mut self, id: Uuid) {
        self.changes(live::Change::Link(id));
    }

    /// After the commit, tells the pages that watch all links of this agent that there is a new one.
    pub(crate) fn changes_links_of(&mut self, agent_id: Uuid) {
        self.changes(live::Change::LinksOf(agent_id));
    }

    fn changes(&mut self, changed: live::Change) {
        if !self.changed.contains(&changed) {
            self.changed.push(changed);
        }
    }

    /// After the commit, wakes the task that sends notices.
    pub(crate) fn queues_notice(&mut self) {
        self.queued_notices = true;
    }

    /// After the commit, adds one to this count.
    pub(crate) fn counts(&mut self, counter: Counter) {
        self.counted.push(counter);
    }

    async fn commit(self) -> Result<()> {
        let Self { domain, rows, audited, changed, queued_notices, counted } = self;
        let events = domain.events().clone();
        let over_network = rows.get_database_backend() == DbBackend::Postgres;
        if over_network {
            for changed in &changed {
                if let Some(notify) = live::notify(&events, *changed) {
                    rows.execute_raw(notify).await?;
                }
            }
        }
        audit::append(&rows, audited).await?;
        let (database, notices) = (domain.database.clone(), domain.notices_queued.clone());
        let commit = async move {
            database.commit(rows).await.map_err(|error| {
                if over_network && !is_answer(&error) { Error::Uncertain(error) } else { error.into() }
            })?;
            for counter in counted {
                counter.inc();
            }
            for changed in changed {
                events.announce(changed);
            }
            if queued_notices {
                notices.notify_one();
            }
            Ok(())
        };
        let committing = tokio::spawn(commit.in_current_span());
        committing.await.map_err(|error| Error::Uncertain(DbErr::Custom(format!("a commit ended early: {error}"))))?
    }
}

/// Whether the database itself says that it failed. Otherwise the connection to it was lost.
fn is_answer(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error))) = error else {
        return false;
    };
    error.as_database_error().is_some()
}
