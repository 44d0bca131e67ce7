//! A user's history, from the audit log.

use crate::{
    Domain, Result,
    access::{Permit, ViewHistory},
    audit::{EventKind, Outcome, SYSTEM_USER},
    directory,
    entity::audit_event::{Column, Entity, Model},
};
use model::{HistoryEntry, HistoryPage, NewerPage, OPERATOR};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;

/// The number of entries on a page.
const PAGE: usize = 50;

/// A page of the history of the permit's subject, with the newest entries first: the entries before the one with the sequence
/// `before`, or the newest ones. The neighbouring pages are found by entries, not by page numbers, so that no entry is shown
/// twice or left out when new ones arrive.
///
/// # Errors
/// When the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor(), subject = %permit.subject().id))]
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
    let entries = rows.into_iter().map(|row| {
        let by = row.actor_id.and_then(|id| names.get(&id).cloned());
        entry(domain, &row, by)
    });
    Ok(HistoryPage { entries: entries.collect(), next, newer })
}

/// One line. `by` is the name of the signed-in person who did it.
fn entry(domain: &Domain, row: &Model, by: Option<String>) -> HistoryEntry {
    let kind = row.action.parse::<EventKind>().ok();
    let detail: Value = serde_json::from_str(&row.detail).unwrap_or_default();
    // How many tries are left stands only in the event of a wrong code.
    let wrong_code = kind == Some(EventKind::CodeEntered) && detail.get("left").is_some();
    let what = match kind {
        _ if wrong_code => "Wrong match code entered",
        Some(kind) => kind.title(),
        None => &row.action,
    };
    // The server refuses nothing when a device fails, and the title says it of a wrong code.
    let refused = row.outcome == Outcome::Refused.word() && kind != Some(EventKind::DeviceFailed) && !wrong_code;
    HistoryEntry {
        at: domain.moment(row.at),
        what: what.to_owned(),
        detail: words(&detail),
        by: by.unwrap_or_else(|| by_whom(kind, &detail)),
        refused,
    }
}

/// The words after "by", when no signed-in person did it.
fn by_whom(kind: Option<EventKind>, detail: &Value) -> String {
    if let Some(name) = detail.get(SYSTEM_USER).and_then(Value::as_str) {
        return format!("{OPERATOR} ({name})");
    }
    let words = match kind {
        Some(EventKind::NoticeSent | EventKind::NoticeFailed | EventKind::LinkCancelled | EventKind::LinkLockedOut) => {
            "this service"
        }
        Some(EventKind::Invited) => OPERATOR,
        Some(EventKind::Registered | EventKind::DeviceFailed) => "the user, not signed in",
        _ => "someone who was not signed in",
    };
    words.to_owned()
}

/// The values of those fields of the detail that are written for people.
fn words(detail: &Value) -> String {
    let field = |name: &str| detail.get(name)?.as_str();
    let words = match (field("kind"), field("notice")) {
        // "Passkey added"
        (Some(kind), Some(notice)) => vec![[kind, notice].join(" ")],
        (kind, _) => kind.map(str::to_owned).into_iter().collect(),
    };
    // The title says already that the code was wrong.
    let reason = match detail.get("left").and_then(Value::as_i64) {
        None => field("reason"),
        Some(0) => Some("link cancelled after 3 wrong codes"),
        Some(_) => None,
    };
    let changes = detail.get("changes").and_then(Value::as_array).into_iter().flatten().filter_map(change);
    let about = ["role", "organisation", "model", "meeting", "why", "identity"].map(field);
    let others = about.into_iter().chain([reason, field("note")]).flatten().map(str::to_owned);
    let words = words.into_iter().chain(changes).chain(others).collect::<Vec<_>>().join(", ");
    match detail.get("repeated").and_then(Value::as_i64) {
        None => words,
        Some(1) => words + " (1 more time within a minute)",
        Some(times) => format!("{words} ({times} more times within a minute)"),
    }
}

/// A changed detail: "Last name changed from ‘Jones’ to ‘Smith’".
fn change(change: &Value) -> Option<String> {
    let part = |name: &str| change.get(name)?.as_str();
    let (field, old, new) = (part("field")?, part("old")?, part("new")?);
    Some(match (old, new) {
        ("", new) => format!("{field} ‘{new}’ added"),
        (old, "") => format!("{field} ‘{old}’ removed"),
        (old, new) => format!("{field} changed from ‘{old}’ to ‘{new}’"),
    })
}
