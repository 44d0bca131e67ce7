//! A user's history, from the audit log.

use crate::{
    Domain, Result,
    access::{Permit, ViewHistory},
    audit::{EventKind, Outcome},
    directory,
    entity::audit_event::{Column, Entity},
};
use model::{HistoryEntry, HistoryPage, NewerPage};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// The number of entries on a page.
const PAGE: usize = 50;

/// A page of the history of the permit's subject, with the newest entries first: the entries before the one with the sequence
/// `before`, or the newest ones. The neighbouring pages are found by entries, not by page numbers, so that no entry is shown
/// twice or left out when new ones arrive.
///
/// # Errors
/// When the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor().user_id, subject = %permit.subject().id))]
pub async fn history(domain: &Domain, permit: &Permit<'_, ViewHistory>, before: Option<i64>) -> Result<HistoryPage> {
    let of_subject = Entity::find().filter(Column::SubjectId.eq(permit.subject().id));
    let mut older = of_subject.clone().order_by_desc(Column::Sequence).limit(PAGE as u64 + 1);
    let mut newer = None;
    if let Some(before) = before {
        older = older.filter(Column::Sequence.lt(before));
        // Reads one page of the newer entries, and one entry more: the page with the newest entries needs no cursor.
        let following = of_subject.filter(Column::Sequence.gte(before)).order_by_asc(Column::Sequence);
        let following = following.limit(PAGE as u64 + 1).all(domain.db()).await?;
        newer = Some(following.get(PAGE).map_or(NewerPage::Newest, |beyond| NewerPage::Before(beyond.sequence)));
    }
    let mut rows = older.all(domain.db()).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|oldest| oldest.sequence);
    let names = directory::names(domain, rows.iter().filter_map(|row| row.actor_id).collect()).await?;
    let entries = rows.into_iter().map(|row| HistoryEntry {
        at: domain.moment(row.at),
        what: row.action.parse::<EventKind>().map_or_else(|_| row.action.clone(), |action| action.title().to_owned()),
        detail: words(&row.detail),
        by: row.actor_id.and_then(|id| names.get(&id).cloned()).unwrap_or_else(|| nobody(&row.action)),
        refused: row.outcome == Outcome::Refused.word(),
    });
    Ok(HistoryPage { entries: entries.collect(), next, newer })
}

/// The words for the person who did it, when no signed-in person did.
fn nobody(action: &str) -> String {
    let by = match action.parse::<EventKind>().ok() {
        Some(EventKind::NoticeSent | EventKind::NoticeFailed | EventKind::LinkCancelled) => "This service",
        _ => "Nobody signed in",
    };
    by.to_owned()
}

/// The values of those fields of the detail that are written for people.
fn words(detail: &str) -> String {
    let detail: serde_json::Value = serde_json::from_str(detail).unwrap_or_default();
    let fields =
        ["kind", "model", "meeting", "notice", "reason"].iter().filter_map(|field| detail.get(field)?.as_str());
    let words = fields.collect::<Vec<_>>().join(", ");
    match detail.get("repeated").and_then(serde_json::Value::as_i64) {
        None => words,
        Some(1) => words + " (1 more time within a minute)",
        Some(times) => format!("{words} ({times} more times within a minute)"),
    }
}
