//! The state of a browser's attempt, for its user.

use super::{match_code, store};
use crate::{Domain, Result, Secret};
use model::{AppError, Standing};
use uuid::Uuid;

/// The state of the attempt with this cookie, and the ID of its link, to subscribe to changes.
///
/// # Errors
/// [`AppError::LinkUnknown`] when there is no such attempt; when the database fails.
#[tracing::instrument(skip_all, fields(link = tracing::field::Empty))]
pub async fn standing(domain: &Domain, secret: Option<&Secret>) -> Result<(Uuid, Standing)> {
    let secret = secret.ok_or(AppError::LinkUnknown)?;
    let (id, stored) = store::by_cookie(domain, secret).await?.ok_or(AppError::LinkUnknown)?;
    Ok((stored.row.id, standing_of(domain, &stored, id, secret)))
}

/// The state of an attempt of `stored`.
pub(super) fn standing_of(domain: &Domain, stored: &store::Stored, id: Uuid, secret: &Secret) -> Standing {
    let admitted = stored.link.attempt(id).is_ok_and(super::Attempt::is_admitted);
    Standing {
        match_code: (!admitted).then(|| match_code::of(secret)),
        end: stored.link.end_for(id, domain.now()),
        seconds_left: stored.link.life.seconds_left(domain.now()),
    }
}
