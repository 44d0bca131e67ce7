//! Takes a staff role away.

use super::invalid;
use crate::{
    Change, Domain, Result,
    access::{self, Managers, Permit, RevokeRole},
    audit::{self, Event, EventKind, Outcome},
    directory,
    entity::{staff_role, words::Role},
    link::{self, By},
};
use model::{AppError, StaffRole, reason};
use sea_orm::EntityTrait;
use serde_json::json;

/// Takes `role` at the organisation with this ODS code away from the permit's subject, for `why`. Their open sessions have the other
/// roles from their next request on. Their open links end if they may no longer issue to the users of these.
///
/// # Errors
/// [`AppError::Invalid`] without a reason; [`AppError::NotFound`] when they do not hold the role there;
/// [`Refusal::PlaceOutOfReach`](model::Refusal::PlaceOutOfReach) (audited) when the role of the actor does not reach the organisation;
/// [`Conflict::LastManager`](model::Conflict::LastManager); when the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor(), subject = %permit.subject().id))]
pub async fn revoke(
    domain: &Domain,
    permit: &Permit<'_, RevokeRole>,
    role: StaffRole,
    ods_code: &str,
    why: &str,
) -> Result<()> {
    let reason = reason::required(why).map_err(|message| invalid("reason", message))?;
    let (actor, subject) = (permit.actor(), permit.subject());
    let by = By { agent_id: actor.id(), client: actor.client() };
    let revoke = async |change: &mut Change<'_>| {
        let managers = Managers::hold(change).await?;
        let place = directory::find_organisation(change.rows(), ods_code).await?.ok_or(AppError::NotFound)?;
        permit.check_again(change, &place).await?;
        let held = staff_role::Entity::delete_by_id((subject.id, Role::from(role), place.id));
        if held.exec(change.rows()).await?.rows_affected == 0 {
            return Err(AppError::NotFound.into());
        }
        managers.keep(change).await?;
        link::end_what_lapsed(change, subject.id, by).await?;
        let event = Event {
            kind: EventKind::RoleRevoked,
            outcome: Outcome::Done,
            actor_id: actor.id(),
            subject_id: Some(subject.id),
            detail: json!({ "role": role.label(), "organisation": place.name, "reason": reason }),
            client: actor.client(),
        };
        audit::record(change, event);
        Ok(())
    };
    let revoked = domain.change(revoke).await;
    access::audited(domain, actor, EventKind::RoleRevoked, Some(subject.id), revoked).await
}
