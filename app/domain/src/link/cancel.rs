//! *Cancel link*.

use super::{By, of_agent, store};
use crate::{
    Domain, Result,
    access::{CancelLink, Permit},
};
use model::{AppError, Conflict, LinkEnd, LinkId};

/// Cancels an open link. Nothing can be registered with it any more, not even with a prompt that is on the screen. This includes
/// a link whose time is up while a prompt that was shown in time is still open.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Refused`] as for watching; [`Conflict::LinkRegistered`]; [`AppError::LinkEnded`] when it
/// ended in another way; when the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor().user_id, subject = %permit.subject().id, link = %id))]
pub async fn cancel(domain: &Domain, permit: &Permit<'_, CancelLink>, id: LinkId) -> Result<()> {
    let link = of_agent(domain, permit, id).await?;
    let actor = permit.actor();
    domain
        .change(async |change| {
            let mut stored = store::for_update(change, link.id).await?;
            let event = stored.link.cancel().map_err(|refused| match refused {
                super::state::Refused::Ended(LinkEnd::Registered) => {
                    AppError::Conflict(Conflict::LinkRegistered).into()
                }
                other => crate::Error::from(other),
            })?;
            stored.save(change, [event], By { agent_id: Some(actor.user_id), client: &actor.client }).await
        })
        .await
}
