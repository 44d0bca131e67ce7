//! Finding out who asks.

use crate::{
    Client, Domain, Error, Result, Secret,
    access::Actor,
    directory,
    entity::{session, user, words::UserStatus},
};
use chrono::TimeDelta;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// How exact "last seen" is: not every request writes.
const LAST_SEEN_STEP: TimeDelta = TimeDelta::seconds(60);

/// The person whose session has this secret, with the roles of this moment. `None` when there is no such session, it
/// ended, or the user is no longer active.
///
/// # Errors
/// When the database fails.
pub async fn find(domain: &Domain, secret: &Secret, client: Client) -> Result<Option<Actor>> {
    let now = domain.now();
    let settings = domain.settings();
    let session = session::Entity::find()
        .filter(session::Column::SecretHash.eq(secret.hash().0))
        .filter(session::Column::LastSeenAt.gt(now - settings.session_idle))
        .filter(session::Column::OpenedAt.gt(now - settings.session_life))
        .one(domain.db())
        .await?;
    let Some(session) = session else { return Ok(None) };
    let user = user::Entity::find_by_id(session.user_id).one(domain.db()).await?;
    let Some(user) = user.filter(|user| user.status == UserStatus::Active) else { return Ok(None) };
    if now - session.last_seen_at >= LAST_SEEN_STEP {
        session::Entity::update_many()
            .col_expr(session::Column::LastSeenAt, Expr::value(now))
            .filter(session::Column::Id.eq(session.id))
            .exec(domain.db())
            .await?;
    }
    Ok(Some(Actor {
        user_id: user.id,
        unique_user_id: user
            .unique_user_id
            .parse()
            .map_err(|error| Error::Fault(format!("user {}: {error}", user.id)))?,
        name: user.name(),
        roles: directory::roles(domain, user.id).await?,
        session_id: session.id,
        authenticator_id: session.authenticator_id,
        client,
    }))
}
