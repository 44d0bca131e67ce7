//! What the registration page reports about its attempt, for the agent to see.

use super::{By, store};
use crate::{Client, Domain, Result, Secret, entity::registration_attempt::Model};
use model::{AppError, AttemptReport, Browser, Device};

/// Records that the prompt is shown, or how it failed on the device. This is for display only, and decides nothing.
///
/// # Errors
/// [`AppError::LinkUnknown`] when there is no such attempt; when the database fails.
#[tracing::instrument(skip_all, fields(link = tracing::field::Empty))]
pub async fn report(domain: &Domain, secret: Option<&Secret>, report: AttemptReport) -> Result<()> {
    let secret = secret.ok_or(AppError::LinkUnknown)?;
    let (id, mut known) = store::by_cookie(domain, secret).await?.ok_or(AppError::LinkUnknown)?;
    if known.link.report(id, report)?.is_none() {
        return Ok(());
    }
    domain
        .change(async |change| {
            let mut stored = store::for_update(change, known.row.id).await?;
            let event = stored.link.report(id, report)?;
            if let (Some(_), AttemptReport::Failed(failure)) = (&event, report) {
                let row = stored.attempts.iter().find(|attempt| attempt.id == id);
                let (device, browser) = row.map_or((Device::Other, Browser::Other), Model::seen_in);
                change.counts(domain.metrics().device_failure(device, browser, failure));
            }
            stored.save(change, event, By::bearer(&Client::default())).await
        })
        .await
}
