//! Records in which browser the page of a link was last loaded, so that the agent sees it even if the user gets no further.

use super::{By, store};
use crate::{Client, Domain, Result};
use model::{Preflight, RegistrationToken};

/// Records in which browser the page of a link was loaded, in place of the visit before. It locks, claims, counts and audits
/// nothing, because link scanners load pages too. It is for display only, and decides nothing.
///
/// # Errors
/// [`model::AppError::LinkUnknown`], [`model::AppError::LinkEnded`]; when the database fails.
#[tracing::instrument(skip_all, fields(link = tracing::field::Empty))]
pub async fn visit(domain: &Domain, token: &RegistrationToken, preflight: &Preflight) -> Result<()> {
    domain
        .change(async |change| {
            let stored = store::usable_for_update(change, token).await?;
            let event = stored.link.visit(change.now())?;
            store::note_visit(change, stored.row.id, preflight).await?;
            stored.save(change, [event], By::bearer(&Client::default())).await
        })
        .await
}
