//! What Prometheus reads.

use crate::{
    Domain, Error, Result,
    entity::{
        audit_event,
        authenticator::{self, Status},
        notice,
    },
    metrics::Stored,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use std::time::Duration;
use tokio::time::timeout;

/// How long the database may take. Prometheus gives up after ten seconds, and would then have nothing at all.
const PATIENCE: Duration = Duration::from_secs(3);

/// What this process counts, and what is in the database, in the text format of Prometheus. When the database does not answer,
/// the rest is there all the same, with `cim_database_up` at 0.
///
/// # Errors
/// When a count cannot be written as text.
pub async fn metrics(domain: &Domain) -> Result<String> {
    let stored = timeout(PATIENCE, stored(domain)).await;
    let text = domain.metrics().text(stored.ok().and_then(Result::ok));
    text.map_err(|error| Error::Bug(format!("metrics: {error}")))
}

async fn stored(domain: &Domain) -> Result<Stored> {
    let last = audit_event::Entity::find().select_only().column(audit_event::Column::Sequence);
    let last = last.order_by_desc(audit_event::Column::Sequence).into_tuple::<i64>().one(domain.db()).await?;
    let queued = notice::Entity::find().filter(notice::Column::NextTryAt.is_not_null());
    let due = notice::Entity::find().filter(notice::Column::NextTryAt.lte(domain.now()));
    let authenticators: Vec<(Status, i64)> = authenticator::Entity::find()
        .select_only()
        .column(authenticator::Column::Status)
        .column_as(authenticator::Column::Id.count(), "count")
        .group_by(authenticator::Column::Status)
        .into_tuple()
        .all(domain.db())
        .await?;
    let with = |status| authenticators.iter().find(|(of, _)| *of == status).map_or(0, |(_, count)| *count);
    let count = |rows: u64| i64::try_from(rows).unwrap_or(i64::MAX);
    Ok(Stored {
        audit_sequence: last.unwrap_or_default(),
        notices_queued: count(queued.count(domain.db()).await?),
        notices_due: count(due.count(domain.db()).await?),
        authenticators: [
            ("active", with(Status::Active)),
            ("suspended", with(Status::Suspended)),
            ("removed", with(Status::Removed)),
        ],
    })
}
