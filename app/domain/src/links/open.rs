//! Opening a link: harmless. Whoever fetches, previews or scans it changes nothing.

use crate::{
    Domain, Error, Result, Secret, ceremonies,
    entity::{
        registration_token::{self, State},
        user,
    },
};
use model::{AppError, LinkEnd, RegistrationInvitation};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// What the registration page says before anything happens.
///
/// # Errors
/// [`AppError::LinkUnknown`], [`AppError::LinkEnded`]; when the database fails.
pub async fn open(domain: &Domain, token: &str) -> Result<RegistrationInvitation> {
    let link = find_open(domain, token).await?;
    let user = user::Entity::find_by_id(link.user_id).one(domain.db()).await?;
    let user = user.ok_or_else(|| Error::Fault(format!("link {} has no user", link.id)))?;
    Ok(RegistrationInvitation {
        name: user.name(),
        kind: link.kind.into(),
        expires: domain.moment(link.expires_at),
        seconds_left: seconds_left(domain, &link),
    })
}

/// The link with this token, while a ceremony can be started with it.
pub(crate) async fn find_open(domain: &Domain, token: &str) -> Result<registration_token::Model> {
    // What is not even a token is looked up all the same: an unknown one must not be told from it by time.
    let hash = Secret::parse(token).map_or_else(|| vec![0; 32], |secret| secret.hash().0);
    let by_hash = registration_token::Column::SecretHash.eq(hash);
    let link = registration_token::Entity::find().filter(by_hash).one(domain.db()).await?;
    let link = link.ok_or(AppError::LinkUnknown)?;
    match end(domain, &link) {
        Some(end) => Err(AppError::LinkEnded(end).into()),
        None => Ok(link),
    }
}

/// How a link ended, if it did: from its end on it has expired.
pub(crate) fn end(domain: &Domain, link: &registration_token::Model) -> Option<LinkEnd> {
    why_ended(link).or_else(|| (domain.now() >= link.expires_at).then_some(LinkEnd::Expired))
}

/// Whether a registration that was started with this link in time may still be finished.
///
/// # Errors
/// When the database fails.
pub(crate) async fn may_finish(
    db: &impl ConnectionTrait,
    domain: &Domain,
    link: &registration_token::Model,
) -> Result<bool> {
    Ok(why_ended(link).is_none() && ceremonies::of_link_under_way(db, domain, link.id).await?)
}

/// How many whole seconds are left in which a registration can be started.
pub(crate) fn seconds_left(domain: &Domain, link: &registration_token::Model) -> u32 {
    u32::try_from((link.expires_at - domain.now()).num_seconds()).unwrap_or(0)
}

/// How a link ended, if it did in another way than by time.
pub(crate) fn why_ended(link: &registration_token::Model) -> Option<LinkEnd> {
    match link.state {
        State::Open => None,
        State::Registered => Some(LinkEnd::Used),
        State::Cancelled => Some(LinkEnd::Cancelled),
        State::Replaced => Some(LinkEnd::Replaced),
        State::Expired => Some(LinkEnd::Expired),
        State::Locked => Some(LinkEnd::Locked),
    }
}
