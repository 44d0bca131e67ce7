//! Grants a staff role.

use super::invalid;
use crate::{
    Change, Domain, Result,
    access::{self, GrantRole, Managers, Permit},
    audit::{self, Event, EventKind, Outcome},
    directory::{self, NewRole},
    entity::organisation,
    link::{self, By},
};
use model::{AppError, Conflict, StaffRole, reason};
use serde_json::json;

/// Grants `role` to the permit's subject at the organisation with this ODS code, for `why`. From then on the open link of that person
/// no longer works, and an authenticator that was issued by somebody who may not issue to staff does not sign in until an RA Manager has
/// confirmed it.
///
/// # Errors
/// [`AppError::Invalid`] when there is no such organisation, when it has closed, or without a reason;
/// [`Refusal::PlaceOutOfReach`](model::Refusal::PlaceOutOfReach) (audited) when the role of the actor does not reach it;
/// [`Conflict::RoleHeld`]; [`Conflict::LastManager`] when the last RA Manager would have to wait for a confirmation; when the database
/// fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor(), subject = %permit.subject().id))]
pub async fn grant(
    domain: &Domain,
    permit: &Permit<'_, GrantRole>,
    role: StaffRole,
    ods_code: &str,
    why: &str,
) -> Result<()> {
    let reason = reason::required(why).map_err(|message| invalid("reason", message))?;
    let (actor, subject) = (permit.actor(), permit.subject());
    let by = By { agent_id: actor.id(), client: actor.client() };
    let grant = async |change: &mut Change<'_>| {
        directory::hold_tree(change).await?;
        let managers = Managers::hold(change).await?;
        let place = place(change, permit, ods_code).await?;
        link::end_of_user(change, subject.id, "The user was granted a staff role", by).await?;
        let new = NewRole {
            user_id: subject.id,
            role,
            organisation_id: place.id,
            granted_by_id: actor.id(),
            reason: Some(reason.clone()),
        };
        if !directory::grant(change, new).await? {
            return Err(AppError::Conflict(Conflict::RoleHeld).into());
        }
        access::ask_to_confirm(change, subject.id).await?;
        managers.keep(change).await?;
        let event = Event {
            kind: EventKind::RoleGranted,
            outcome: Outcome::Done,
            actor_id: actor.id(),
            subject_id: Some(subject.id),
            detail: json!({ "role": role.label(), "organisation": place.name, "reason": reason }),
            client: actor.client(),
        };
        audit::record(change, event);
        Ok(())
    };
    let granted = domain.change(grant).await;
    access::audited(domain, actor, EventKind::RoleGranted, Some(subject.id), granted).await
}

/// The open organisation with this ODS code, if the actor may grant roles there.
///
/// # Errors
/// The errors of [`grant`].
async fn place(change: &Change<'_>, permit: &Permit<'_, GrantRole>, ods_code: &str) -> Result<organisation::Model> {
    let place = directory::find_organisation(change.rows(), ods_code).await?;
    let place = place.ok_or_else(|| invalid("ods_code", "There is no organisation with this ODS code"))?;
    permit.check_again(change, &place).await?;
    if place.closed_at.is_some() {
        return Err(invalid("ods_code", "This organisation has closed").into());
    }
    Ok(place)
}
