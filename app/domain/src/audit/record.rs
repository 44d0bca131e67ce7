//! Appending to the audit log.

use super::{Action, Outcome, hash};
use crate::{Change, Client, Domain, Result, entity::audit_event};
use sea_orm::{ActiveModelTrait, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, QueryOrder};
use serde_json::Value;
use uuid::Uuid;

/// Serialises the appends of several processes on PostgreSQL until their transactions end; SQLite has one writer anyway.
const APPEND_LOCK: i64 = 0x0063_696d_0002;

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// What was done, or tried.
    pub action: Action,
    /// How it ended.
    pub outcome: Outcome,
    /// Who did it; `None`: nobody who was signed in, or the operator on the command line.
    pub actor_id: Option<Uuid>,
    /// To whom.
    pub subject_id: Option<Uuid>,
    /// More of it. Never a token, a challenge or a key.
    pub detail: Value,
    /// From where.
    pub client: &'a Client,
}

/// Appends `event` within the transaction that does what it tells of: both are kept, or neither. Make it the last
/// statement before the commit (what that tells other processes excepted), because on PostgreSQL it makes other writers wait until
/// the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn record(change: &mut Change<'_>, event: Event<'_>) -> Result<()> {
    let row = audit_event::Model {
        sequence: 0,
        at: change.now(),
        action: event.action.word().to_owned(),
        outcome: event.outcome.word().to_owned(),
        actor_id: event.actor_id,
        subject_id: event.subject_id,
        detail: event.detail.to_string(),
        remote_address: event.client.remote_address.clone(),
        previous_hash: Vec::new(),
        hash: Vec::new(),
    };
    append(change, row).await
}

/// Appends `row`, whose number and hashes come from the row before it.
///
/// # Errors
/// When the database fails.
pub(super) async fn append(change: &mut Change<'_>, mut row: audit_event::Model) -> Result<()> {
    let tx = change.rows();
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({APPEND_LOCK})")).await?;
    }
    let last = audit_event::Entity::find().order_by_desc(audit_event::Column::Sequence).one(tx).await?;
    (row.sequence, row.previous_hash) = match last {
        Some(last) => (last.sequence + 1, last.hash),
        None => (1, vec![0; 32]),
    };
    row.hash = hash(&row);
    row.into_active_model().insert(tx).await?;
    Ok(())
}

/// Appends `event` in a transaction of its own: for what changes nothing in the database. A refusal is for
/// [`refuse`](super::refuse()).
///
/// # Errors
/// When the database fails.
pub async fn record_alone(domain: &Domain, event: Event<'_>) -> Result<()> {
    domain.change(async |change| record(change, event).await).await
}
