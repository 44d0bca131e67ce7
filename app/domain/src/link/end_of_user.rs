//! Ends the open link of a user, because something about the user has changed.

use super::{
    By,
    store::{self, Stored},
};
use crate::{
    Change, Result,
    access::{Issuing, Lapse},
};
use uuid::Uuid;

/// Cancels the open link of a user, including a link whose time is up and that may still be finished. `reason` is for the user's
/// history.
///
/// # Errors
/// When the database fails.
pub(crate) async fn end_of_user(
    change: &mut Change<'_>,
    user_id: Uuid,
    reason: &'static str,
    by: By<'_>,
) -> Result<()> {
    let Some(mut stored) = store::open_of_user_for_update(change, user_id).await? else { return Ok(()) };
    let event = stored.link.end_with_agent(reason, change.now());
    stored.save(change, event, by).await
}

/// The open link of a user, while something about the user is being changed.
pub(crate) struct OpenLink(Option<Stored>);

impl OpenLink {
    /// Loads the link with its row lock. Before it, only the rows of people are locked.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold(change: &Change<'_>, user_id: Uuid) -> Result<Self> {
        Ok(Self(store::open_of_user_for_update(change, user_id).await?))
    }

    /// Cancels the link if the agent who generated it may no longer issue to the user as they are now. Call it when everything about
    /// the user has been changed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_if_lapsed(self, change: &mut Change<'_>, by: By<'_>) -> Result<()> {
        let Some(mut stored) = self.0 else { return Ok(()) };
        let issuing = Issuing::load(change.rows(), &stored.row).await?;
        if let Err(lapse @ Lapse::Issuer(_)) = issuing.check(change.domain())? {
            let (_, event) = stored.link.lapse(lapse);
            stored.save(change, event, by).await?;
        }
        Ok(())
    }
}
