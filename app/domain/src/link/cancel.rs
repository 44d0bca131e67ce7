//! *Cancel link*.

use super::{By, of_agent, state::Refused, store};
use crate::{
    Domain, Result,
    access::{CancelLink, Permit},
};
use model::{AppError, Conflict, LinkEnd, LinkId};

/// Cancels an open link. Nothing can be registered with it any more, not even with a prompt that is on the screen. This includes
/// a link whose time is up while a prompt that was shown in time is still open. If the link was cancelled before, for example
/// because the answer to the first request was lost, nothing is written.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Refused`] as for watching; [`Conflict::LinkRegistered`]; [`AppError::LinkEnded`] when it
/// ended in another way; when the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor(), subject = %permit.subject().id, link = %id))]
pub async fn cancel(domain: &Domain, permit: &Permit<'_, CancelLink>, id: LinkId) -> Result<()> {
    let link = of_agent(domain, permit, id).await?;
    let actor = permit.actor();
    domain
        .change(async |change| {
            let mut stored = store::for_update(change, link.id).await?;
            let event = match stored.link.cancel() {
                Ok(event) => event,
                Err(Refused::Ended(LinkEnd::Cancelled)) => return Ok(()),
                Err(Refused::Ended(LinkEnd::Registered)) => {
                    return Err(AppError::Conflict(Conflict::LinkRegistered).into());
                }
                Err(refused) => return Err(refused.into()),
            };
            stored.save(change, [event], By { agent_id: actor.id(), client: actor.client() }).await
        })
        .await
}
