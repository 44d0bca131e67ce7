//! The open link of a user, so that an agent who closed the page finds it again.

use super::{end, may_finish, watch::may_watch};
use crate::{
    Domain, Result,
    access::Actor,
    directory,
    entity::registration_token::{self, State},
};
use model::{LinkId, OpenLink};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// The link of a user that is open, and in time or being finished, for `actor`, who may issue to them. Its token is
/// nowhere: it was shown once.
pub(crate) async fn open_of(domain: &Domain, actor: &Actor, user_id: Uuid) -> Result<Option<OpenLink>> {
    let link = registration_token::Entity::find()
        .filter(registration_token::Column::UserId.eq(user_id))
        .filter(registration_token::Column::State.eq(State::Open))
        .one(domain.db())
        .await?;
    let Some(link) = link else { return Ok(None) };
    let expired = end(domain, &link).is_some();
    if expired && !may_finish(domain.db(), domain, &link).await? {
        return Ok(None);
    }
    let issuer = directory::name(domain, link.issued_by_id).await?;
    Ok(Some(OpenLink {
        id: LinkId(link.id),
        kind: link.kind.into(),
        expires: domain.moment(link.expires_at),
        expired,
        issued_by: issuer,
        may_watch: may_watch(actor, &link),
    }))
}
