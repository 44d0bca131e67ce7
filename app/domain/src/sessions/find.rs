//! Finds the person who makes a request.

use crate::{
    Client, Domain, Error, Result, Secret,
    access::{Actor, Person, assures_enough},
    entity::session,
};
use chrono::TimeDelta;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

/// The precision of "last seen", so that not every request writes.
const LAST_SEEN_STEP: TimeDelta = TimeDelta::seconds(60);

/// The person whose session has this secret, with their current roles. `None` when there is no such session, the session has
/// ended, the user is no longer active, or the assurance level of the authenticator that opened it is too low for their roles.
///
/// # Errors
/// When the database fails.
pub async fn find(domain: &Domain, secret: &Secret, client: Client) -> Result<Option<Actor>> {
    let Some((session, actor)) = find_session(domain, secret, client).await? else { return Ok(None) };
    if session.last_seen_at <= domain.now() - LAST_SEEN_STEP
        && let Err(error) = note_seen(domain, session.id).await
    {
        // The request need not fail because of this: at worst the session ends early.
        tracing::warn!(%error, "the last use of a session could not be noted");
    }
    Ok(Some(actor))
}

async fn note_seen(domain: &Domain, id: Uuid) -> Result<()> {
    let seen = session::Entity::update_many()
        .col_expr(session::Column::LastSeenAt, Expr::value(domain.now()))
        .filter(session::Column::Id.eq(id));
    domain.change(async |change| Ok(seen.exec(change.rows()).await.map(drop)?)).await
}

/// Finds the person for a page that only watches. An open page is not a use of the session, so this does not prolong the session.
///
/// # Errors
/// When the database fails.
pub async fn find_quietly(domain: &Domain, secret: &Secret, client: Client) -> Result<Option<Actor>> {
    Ok(find_session(domain, secret, client).await?.map(|(_, actor)| actor))
}

async fn find_session(domain: &Domain, secret: &Secret, client: Client) -> Result<Option<(session::Model, Actor)>> {
    let now = domain.now();
    let settings = domain.settings();
    let session = session::Entity::find()
        .filter(session::Column::SecretHash.eq(secret.hash().0))
        .filter(session::Column::LastSeenAt.gt(now - settings.session_idle))
        .filter(session::Column::OpenedAt.gt(now - settings.session_life))
        .one(domain.db())
        .await?;
    let Some(session) = session else { return Ok(None) };
    let person = Person::load(domain.db(), session.user_id).await?;
    // A person who was granted a role since, or signed in before the operator raised the minimum assurance level, must sign in
    // again.
    let opened_by = person.authenticators.iter().find(|authenticator| authenticator.id == session.authenticator_id);
    let assured = opened_by.is_some_and(|opened_by| assures_enough(domain, &person.roles, opened_by.kind.into()));
    if !person.is_active() || !assured {
        return Ok(None);
    }
    let Person { user, roles, .. } = person;
    let actor = Actor {
        user_id: user.id,
        unique_user_id: user
            .unique_user_id
            .parse()
            .map_err(|error| Error::Bug(format!("user {}: {error}", user.id)))?,
        name: user.name(),
        roles,
        session_id: session.id,
        client,
    };
    Ok(Some((session, actor)))
}
