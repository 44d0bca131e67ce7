//! *Close organisation*.

use super::{below_actor, invalid};
use crate::{
    Change, Domain, Result,
    access::{self, CloseOrganisation, GeneralPermit},
    audit::{self, Event, EventKind, Outcome},
    directory,
    entity::organisation::{Column, Entity},
};
use model::{AppError, Conflict, reason};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

/// Closes the organisation with this ODS code, for `why`. From then on it takes no new users and no new roles. The people in it and
/// the roles that are held there stay until somebody moves them or takes them away, so that no one is out of everybody's reach
/// meanwhile. If it has closed already, nothing is written.
///
/// # Errors
/// [`AppError::Invalid`] without a reason; [`AppError::NotFound`]; [`Refusal::NotBelowYours`](model::Refusal::NotBelowYours)
/// (audited); [`Conflict::OpenBelow`]; when the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor()))]
pub async fn close(
    domain: &Domain,
    permit: &GeneralPermit<'_, CloseOrganisation>,
    ods_code: &str,
    why: &str,
) -> Result<()> {
    let reason = reason::required(why).map_err(|message| invalid("reason", message))?;
    let actor = permit.actor();
    let closed = domain
        .change(async |change: &mut Change<'_>| {
            directory::hold_tree(change).await?;
            let row = below_actor(change, permit, ods_code).await?;
            if row.closed_at.is_some() {
                return Ok(());
            }
            let open_below = Entity::find().filter(Column::ParentId.eq(row.id)).filter(Column::ClosedAt.is_null());
            if open_below.count(change.rows()).await? > 0 {
                return Err(AppError::Conflict(Conflict::OpenBelow).into());
            }
            let close = Entity::update_many()
                .col_expr(Column::ClosedAt, Expr::value(change.now()))
                .filter(Column::Id.eq(row.id));
            close.exec(change.rows()).await?;
            let event = Event {
                kind: EventKind::OrganisationClosed,
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
    access::audited(domain, actor, EventKind::OrganisationClosed, None, closed).await
}
