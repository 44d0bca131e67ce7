//! Appending to the audit log.

use super::{EventKind, Outcome, hash};
use crate::{
    Change, Client, Domain, Result,
    entity::audit_event::{self, Column},
};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, IntoActiveModel, QueryOrder, QuerySelect};
use serde_json::Value;
use uuid::Uuid;

/// On PostgreSQL, lets one process at a time append until its transaction ends. SQLite has only one writer.
const APPEND_LOCK: i64 = 0x0063_696d_0002;

/// The field of a detail with the user of the operating system who ran a command.
pub(crate) const SYSTEM_USER: &str = "system_user";

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// What a person or the service did, or tried to do.
    pub kind: EventKind,
    /// How it ended.
    pub outcome: Outcome,
    /// Who did it; `None` for a person who was not signed in, and for the operator on the command line.
    pub actor_id: Option<Uuid>,
    /// The user to whom it was done.
    pub subject_id: Option<Uuid>,
    /// Details. Never contains a token, a challenge or a key.
    pub detail: Value,
    /// The client of the request.
    pub client: &'a Client,
}

/// The detail of `event`, and who ran the command if it was one.
fn detail(event: &Event<'_>) -> String {
    let mut detail = event.detail.clone();
    if let (Some(fields), Some(name)) = (detail.as_object_mut(), &event.client.system_user) {
        fields.insert(SYSTEM_USER.to_owned(), name.as_str().into());
    }
    detail.to_string()
}

/// Records `event` with the change that it describes, so that both are stored, or neither. The commit of the change appends it.
pub(crate) fn record(change: &mut Change<'_>, event: Event<'_>) {
    let row = audit_event::Model {
        sequence: 0,
        at: change.now(),
        action: event.kind.word().to_owned(),
        outcome: event.outcome.word().to_owned(),
        actor_id: event.actor_id,
        subject_id: event.subject_id,
        detail: detail(&event),
        remote_address: event.client.remote_address.clone(),
        previous_hash: Vec::new(),
        hash: Vec::new(),
    };
    change.audits(row);
}

/// Appends `rows`. Their numbers and hashes are computed from the last row of the log. Only a commit does this, as its last
/// statements, because on PostgreSQL other writers wait from here until the transaction ends.
///
/// # Errors
/// When the database fails.
pub(crate) async fn append(tx: &DatabaseTransaction, rows: Vec<audit_event::Model>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({APPEND_LOCK})")).await?;
    }
    let last = audit_event::Entity::find().select_only().columns([Column::Sequence, Column::Hash]);
    let last = last.order_by_desc(Column::Sequence).into_tuple().one(tx).await?;
    let (mut sequence, mut hash_before) = last.unwrap_or_else(|| (0, vec![0; 32]));
    for mut row in rows {
        sequence += 1;
        (row.sequence, row.previous_hash) = (sequence, hash_before);
        row.hash = hash(&row);
        hash_before = row.hash.clone();
        audit_event::Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Appends `event` in a transaction of its own, for an action that changes nothing else in the database. For refusals, use
/// [`refuse`](super::refuse()).
///
/// # Errors
/// When the database fails.
pub async fn record_alone(domain: &Domain, event: Event<'_>) -> Result<()> {
    let recorded = async |change: &mut Change<'_>| {
        record(change, event);
        Ok(())
    };
    domain.change(recorded).await
}
