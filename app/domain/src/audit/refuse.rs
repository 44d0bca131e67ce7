//! Records refusals. The first refusal of its sort enters the audit log at once. Equal refusals within the next minute are
//! counted beside the log and enter it as one row, so that a client that is refused again and again cannot fill the log or push a
//! person's history out of sight.

use super::{Event, Outcome, digest, optional, record};
use crate::{
    Change, Domain, Result,
    entity::{
        audit_event,
        repeated_refusal::{Column, Entity, Model},
    },
};
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

/// How long equal refusals are counted with the first one.
const MINUTE: TimeDelta = TimeDelta::minutes(1);

/// How many rows are read at once. Each is entered in a transaction of its own.
const BATCH: u64 = 100;

/// What makes two refusals equal, besides action, actor, subject and detail.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source {
    /// They come from the same network.
    Client,
    /// They were made with the same registration link, from any network.
    Link(Uuid),
}

/// Records a refusal in a transaction of its own.
///
/// # Errors
/// When the database fails.
pub async fn refuse(domain: &Domain, event: Event<'_>) -> Result<()> {
    domain.change(async |change| refuse_within(change, Source::Client, event).await).await
}

/// Records a refusal in the transaction of a larger change.
///
/// # Errors
/// When the database fails.
pub(crate) async fn refuse_within(change: &mut Change<'_>, source: Source, event: Event<'_>) -> Result<()> {
    let (now, event) = (change.now(), Event { outcome: Outcome::Refused, ..event });
    let sort_hash = sort_hash(source, &event);
    let before = take_over(change, now, &sort_hash).await?;
    let row = Model {
        sort_hash,
        action: event.kind.word().to_owned(),
        actor_id: event.actor_id,
        subject_id: event.subject_id,
        detail: event.detail.to_string(),
        network: match source {
            Source::Client => event.client.network(),
            Source::Link(_) => None,
        },
        further: 0,
        last_at: now,
        ends_at: now + MINUTE,
    };
    let again = OnConflict::column(Column::SortHash)
        .value(Column::Further, Expr::col((Entity, Column::Further)).add(1))
        .update_column(Column::LastAt)
        .to_owned();
    let row = Entity::insert(row.into_active_model()).on_conflict(again).exec_with_returning(change.rows()).await?;
    enter(change, before)?;
    if row.further == 0 {
        record(change, event);
    }
    Ok(())
}

/// Writes refusals whose minute is over from the counts into the audit log. Any number of processes may do so at once. Returns
/// how many rows it appended to the audit log.
///
/// # Errors
/// When the database fails.
#[tracing::instrument(skip_all)]
pub async fn enter_repeated(domain: &Domain) -> Result<u64> {
    let (now, mut entered) = (domain.now(), 0);
    // Each round deletes the rows that it read, unless another process has deleted them.
    loop {
        let over = Entity::find().filter(Column::EndsAt.lte(now)).order_by_asc(Column::EndsAt).limit(BATCH);
        let over = over.all(domain.db()).await?;
        if over.is_empty() {
            return Ok(entered);
        }
        for row in over {
            // Another process may have been first.
            let enter_one = async |change: &mut Change<'_>| {
                let row = take_over(change, now, &row.sort_hash).await?;
                enter(change, row)
            };
            entered += domain.change(enter_one).await?;
        }
    }
}

/// Deletes and returns the row of this sort if its minute is over. If two transactions try at once, only one gets it.
async fn take_over(change: &Change<'_>, now: DateTime<Utc>, sort_hash: &[u8]) -> Result<Option<Model>> {
    let taken = Entity::delete_many()
        .filter(Column::SortHash.eq(sort_hash))
        .filter(Column::EndsAt.lte(now))
        .exec_with_returning(change.rows())
        .await?;
    Ok(taken.into_iter().next())
}

/// Records the refusals that `row` counted, with the time of the last of them. Returns how many rows the log gets.
fn enter(change: &mut Change<'_>, row: Option<Model>) -> Result<u64> {
    let Some(row) = row.filter(|row| row.further > 0) else { return Ok(0) };
    let mut detail: serde_json::Value = serde_json::from_str(&row.detail)?;
    if let Some(fields) = detail.as_object_mut() {
        fields.insert("repeated".to_owned(), row.further.into());
    }
    let event = audit_event::Model {
        sequence: 0,
        at: row.last_at,
        action: row.action,
        outcome: Outcome::Refused.word().to_owned(),
        actor_id: row.actor_id,
        subject_id: row.subject_id,
        detail: detail.to_string(),
        remote_address: row.network,
        previous_hash: Vec::new(),
        hash: Vec::new(),
    };
    change.audits(event);
    Ok(1)
}

fn sort_hash(source: Source, event: &Event<'_>) -> Vec<u8> {
    let source = match source {
        Source::Client => event.client.network().map(|network| ["from ", &network].concat()),
        Source::Link(id) => Some(format!("with {id}")),
    };
    digest(|field| {
        field(event.kind.word().as_bytes());
        field(&optional(event.actor_id.map(|id| id.to_string())));
        field(&optional(event.subject_id.map(|id| id.to_string())));
        field(event.detail.to_string().as_bytes());
        field(&optional(source));
    })
}
