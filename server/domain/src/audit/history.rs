//! A user's history, from the audit log.

use super::{Action, Outcome};
use crate::{
    Domain, Result,
    access::{Permit, ViewHistory},
    directory,
    entity::audit_event,
};
use model::HistoryEntry;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// How many lines of a history are shown.
const LIMIT: u64 = 100;

/// What happened to the permit's subject, the newest first, 100 lines at most.
///
/// # Errors
/// When the database fails.
pub async fn history(domain: &Domain, permit: &Permit<'_, ViewHistory>) -> Result<Vec<HistoryEntry>> {
    let rows = audit_event::Entity::find()
        .filter(audit_event::Column::SubjectId.eq(permit.subject().id))
        .order_by_desc(audit_event::Column::Sequence)
        .limit(LIMIT)
        .all(domain.db())
        .await?;
    let names = directory::names(domain, rows.iter().filter_map(|row| row.actor_id).collect()).await?;
    let entries = rows.into_iter().map(|row| HistoryEntry {
        sequence: row.sequence,
        at: domain.moment(row.at),
        what: Action::from_word(&row.action).map_or_else(|| row.action.clone(), |action| action.title().to_owned()),
        detail: words(&row.detail),
        by: row.actor_id.and_then(|id| names.get(&id).cloned()).unwrap_or_else(|| nobody(&row.action)),
        refused: row.outcome == Outcome::Refused.word(),
    });
    Ok(entries.collect())
}

/// Who did it when nobody who was signed in did.
fn nobody(action: &str) -> String {
    let by = match Action::from_word(action) {
        Some(Action::NoticeSent | Action::NoticeFailed | Action::CancelLink) => "This service",
        _ => "Nobody signed in",
    };
    by.to_owned()
}

/// The values of the detail's fields that are written for people.
fn words(detail: &str) -> String {
    let detail: serde_json::Value = serde_json::from_str(detail).unwrap_or_default();
    let fields =
        ["kind", "model", "meeting", "notice", "reason"].iter().filter_map(|field| detail.get(field)?.as_str());
    fields.collect::<Vec<_>>().join(", ")
}
