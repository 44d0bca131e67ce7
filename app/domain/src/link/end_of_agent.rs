//! Ends the links of an agent who can no longer sign in.

use super::{
    By,
    store::{self, Stored},
};
use crate::{
    Change, Result,
    access::{Issuing, Lapse},
};
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

/// Cancels those open links that `agent_id` generated, and no longer may: a role was taken away, or the agent was closed.
///
/// # Errors
/// When the database fails.
pub(crate) async fn end_what_lapsed(change: &mut Change<'_>, agent_id: Uuid, by: By<'_>) -> Result<()> {
    end_lapsed(change, store::open_of_agent(change, agent_id).await?, by).await
}

/// The same for the open links to the users of the organisation with this lineage and of those below it: it has moved in the tree, and
/// some roles no longer reach it.
///
/// # Errors
/// When the database fails.
pub(crate) async fn end_what_lapsed_below(change: &mut Change<'_>, lineage: &str, by: By<'_>) -> Result<()> {
    end_lapsed(change, store::open_below(change, lineage).await?, by).await
}

async fn end_lapsed(change: &mut Change<'_>, open: Vec<Stored>, by: By<'_>) -> Result<()> {
    for mut stored in open {
        let issuing = Issuing::load(change.rows(), &stored.row).await?;
        if let Err(lapse @ Lapse::Issuer(_)) = issuing.check(change.domain())? {
            let (_, event) = stored.link.lapse(lapse);
            stored.save(change, event, by).await?;
        }
    }
    Ok(())
}
