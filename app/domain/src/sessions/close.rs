//! Ends sessions.

use crate::{
    Domain, Result,
    access::Actor,
    audit::{self, Event, EventKind, Outcome},
    entity::session,
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait};
use serde_json::json;

/// Signs `actor` out: ends the session of this request.
///
/// # Errors
/// When the database fails.
#[tracing::instrument(skip_all, fields(agent = %actor.user_id))]
pub async fn close(domain: &Domain, actor: &Actor) -> Result<()> {
    let event = Event {
        kind: EventKind::SignedOut,
        outcome: Outcome::Done,
        actor_id: Some(actor.user_id),
        subject_id: Some(actor.user_id),
        detail: json!({}),
        client: &actor.client,
    };
    domain
        .change(async |change| {
            session::Entity::delete_by_id(actor.session_id).exec(change.rows()).await?;
            audit::record(change, event);
            Ok(())
        })
        .await
}

/// Deletes sessions that have expired. They have no effect any more; this only keeps the table small. Returns how many
/// rows it deleted.
///
/// # Errors
/// When the database fails.
#[tracing::instrument(skip_all)]
pub async fn close_expired(domain: &Domain) -> Result<u64> {
    let (now, settings) = (domain.now(), domain.settings());
    let idle = session::Column::LastSeenAt.lte(now - settings.session_idle);
    let old = session::Column::OpenedAt.lte(now - settings.session_life);
    domain.delete_in_batches::<session::Entity>(session::Column::Id, idle.or(old)).await
}
