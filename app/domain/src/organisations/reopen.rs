//! *Reopen organisation*.

use super::{below_actor, invalid};
use crate::{
    Change, Domain, Result,
    access::{self, GeneralPermit, ReopenOrganisation},
    audit::{self, Event, EventKind, Outcome},
    directory,
    entity::organisation::{Column, Entity},
};
use chrono::{DateTime, Utc};
use model::{AppError, Conflict, reason};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

/// Reopens the organisation with this ODS code, for `why`. If it is open, nothing is written.
///
/// # Errors
/// [`AppError::Invalid`] without a reason; [`AppError::NotFound`]; [`Refusal::NotBelowYours`](model::Refusal::NotBelowYours)
/// (audited); [`Conflict::ClosedAbove`]; when the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor()))]
pub async fn reopen(
    domain: &Domain,
    permit: &GeneralPermit<'_, ReopenOrganisation>,
    ods_code: &str,
    why: &str,
) -> Result<()> {
    let reason = reason::required(why).map_err(|message| invalid("reason", message))?;
    let actor = permit.actor();
    let reopened = domain
        .change(async |change: &mut Change<'_>| {
            directory::hold_tree(change).await?;
            let row = below_actor(change, permit, ods_code).await?;
            if row.closed_at.is_none() {
                return Ok(());
            }
            if let Some(id) = row.parent_id
                && Entity::find_by_id(id).one(change.rows()).await?.is_some_and(|parent| parent.closed_at.is_some())
            {
                return Err(AppError::Conflict(Conflict::ClosedAbove).into());
            }
            let reopen = Entity::update_many()
                .col_expr(Column::ClosedAt, Expr::value(None::<DateTime<Utc>>))
                .filter(Column::Id.eq(row.id));
            reopen.exec(change.rows()).await?;
            let event = Event {
                kind: EventKind::OrganisationReopened,
                outcome: Outcome::Done,
                actor_id: actor.id(),
                subject_id: None,
                detail: json!({ "organisation": row.name, "ods_code": row.ods_code, "reason": reason }),
                client: actor.client(),
            };
            audit::record(change, event);
            Ok(())
        })
        .await;
    access::audited(domain, actor, EventKind::OrganisationReopened, None, reopened).await
}
