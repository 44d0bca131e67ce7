//! Ends the links of an agent who can no longer sign in.

use super::{By, store};
use crate::{Change, Result};
use uuid::Uuid;

/// Cancels the open links that `agent_id` generated, including links whose time is up and that may still be finished. (A link
/// that is being generated at this moment is not included, but registers nothing: `finish` checks again whether its issuer may
/// issue.)
///
/// # Errors
/// When the database fails.
pub(crate) async fn end_of_agent(
    change: &mut Change<'_>,
    agent_id: Uuid,
    reason: &'static str,
    by: By<'_>,
) -> Result<()> {
    for mut stored in store::open_of_agent(change, agent_id).await? {
        let event = stored.link.end_with_agent(reason, change.now());
        stored.save(change, event, by).await?;
    }
    Ok(())
}
