//! What the registration page says about its link. Looking it up changes nothing, however often a browser or a scanner does so.

use super::{Life, store};
use crate::{Domain, Error, Result, entity::user};
use model::{LinkDetails, RegistrationToken};
use sea_orm::EntityTrait;

/// The user of the link with this token, and what will be registered.
///
/// # Errors
/// [`model::AppError::LinkUnknown`], [`model::AppError::LinkEnded`]; when the database fails.
#[tracing::instrument(skip_all, fields(link = tracing::field::Empty))]
pub async fn look_up(domain: &Domain, token: &RegistrationToken) -> Result<LinkDetails> {
    let link = store::usable_by_token(domain, domain.db(), token).await?.row;
    let user = user::Entity::find_by_id(link.user_id).one(domain.db()).await?;
    let user = user.ok_or_else(|| Error::Bug(format!("link {} has no user", link.id)))?;
    Ok(LinkDetails {
        name: user.name(),
        kind: link.kind.into(),
        expires: domain.moment(link.expires_at),
        seconds_left: Life::of(&link).seconds_left(domain.now()),
    })
}
