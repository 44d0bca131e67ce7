//! *Cancel link*.

use super::{end_open, locked, of_agent, why_ended};
use crate::{
    Domain, Result,
    access::{CancelLink, Permit},
    audit::{self, Action, Event, Outcome},
    entity::registration_token::State,
};
use model::{AppError, Conflict, LinkEnd, LinkId};
use serde_json::json;

/// Cancels an open link: nothing can be registered with it any more, not even by a prompt that is on the screen (nor, when its
/// time is up, by one that was shown in time).
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Refused`] as for watching; [`Conflict::LinkUsed`]; [`AppError::LinkEnded`] when it
/// ended in another way; when the database fails.
pub async fn cancel(domain: &Domain, permit: &Permit<'_, CancelLink>, id: LinkId) -> Result<()> {
    let link = of_agent(domain, permit, id).await?;
    let tx = domain.write().await?;
    let link = locked(&tx, link.id).await?;
    match why_ended(&link) {
        Some(LinkEnd::Used) => return Err(AppError::Conflict(Conflict::LinkUsed).into()),
        Some(end) => return Err(AppError::LinkEnded(end).into()),
        None => end_open(&tx, domain, link.id, State::Cancelled).await?,
    };
    let actor = permit.actor();
    let event = Event {
        action: Action::CancelLink,
        outcome: Outcome::Done,
        actor_id: Some(actor.user_id),
        subject_id: Some(link.user_id),
        detail: json!({}),
        client: &actor.client,
    };
    audit::record(&tx, domain, event).await?;
    domain.commit(tx, &[link.id]).await
}
