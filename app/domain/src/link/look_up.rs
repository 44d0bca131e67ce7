//! What the registration page says about its link. Looking it up changes nothing, however often a browser or a scanner does so.

use super::{Life, standing::standing_of, store};
use crate::{Domain, Error, Result, Secret, entity::user};
use model::{LinkDetails, RegistrationToken};
use sea_orm::EntityTrait;

/// The user of the link with this token, what will be registered, and the state of the browser's attempt, if it sent the cookie of
/// an attempt of this link.
///
/// # Errors
/// [`model::AppError::LinkUnknown`], [`model::AppError::LinkEnded`]; when the database fails.
#[tracing::instrument(skip_all, fields(link = tracing::field::Empty))]
pub async fn look_up(domain: &Domain, token: &RegistrationToken, attempt: Option<&Secret>) -> Result<LinkDetails> {
    let stored = store::usable_by_token(domain, domain.db(), token).await?;
    let standing = attempt.and_then(|secret| Some(standing_of(domain, &stored, stored.attempt_of(secret)?, secret)));
    let link = stored.row;
    let user = user::Entity::find_by_id(link.user_id).one(domain.db()).await?;
    let user = user.ok_or_else(|| Error::Bug(format!("link {} has no user", link.id)))?;
    Ok(LinkDetails {
        name: user.name(),
        kind: link.kind.into(),
        seconds_left: Life::of(&link).seconds_left(domain.now()),
        standing,
    })
}
