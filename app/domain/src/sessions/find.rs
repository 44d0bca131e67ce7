//! Finds the person who makes a request.

use crate::{
    Client, Domain, Error, Result, Secret,
    access::{Actor, Person, enough_for},
    entity::session,
};
use chrono::{DateTime, TimeDelta, Utc};
use model::SessionLeft;
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
    let mut actor = find_quietly(domain, secret, client).await?;
    if let Some(actor) = &mut actor {
        actor.last_seen_at = note_use(domain, actor).await;
    }
    Ok(actor)
}

/// Notes that a person uses their session: with a request, or by watching a link to which something can still happen. The session
/// never lasts longer than its whole life. Returns the last use that is noted now.
pub async fn note_use(domain: &Domain, actor: &Actor) -> DateTime<Utc> {
    let now = domain.now();
    if actor.last_seen_at > now - LAST_SEEN_STEP {
        return actor.last_seen_at;
    }
    match note_seen(domain, actor.session_id, now).await {
        Ok(()) => now,
        Err(error) => {
            // The request need not fail because of this: at worst the session ends early.
            tracing::warn!(%error, "the last use of a session could not be noted");
            actor.last_seen_at
        }
    }
}

/// How long the session of `actor` still lasts.
#[must_use]
pub fn time_left(domain: &Domain, actor: &Actor) -> SessionLeft {
    let (now, settings) = (domain.now(), domain.settings());
    let until = |end: DateTime<Utc>| u32::try_from((end - now).num_seconds()).unwrap_or(0);
    SessionLeft {
        idle: until(actor.last_seen_at + settings.session_idle),
        whole: until(actor.opened_at + settings.session_life),
    }
}

async fn note_seen(domain: &Domain, id: Uuid, now: DateTime<Utc>) -> Result<()> {
    let seen = session::Entity::update_many()
        .col_expr(session::Column::LastSeenAt, Expr::value(now))
        .filter(session::Column::Id.eq(id));
    domain.change(async |change| Ok(seen.exec(change.rows()).await.map(drop)?)).await
}

/// Finds the person for a request that a page makes by itself. An open page is not a use of the session, so this does not prolong
/// the session. Where it is a use, the caller says so with [`note_use`].
///
/// # Errors
/// When the database fails.
pub async fn find_quietly(domain: &Domain, secret: &Secret, client: Client) -> Result<Option<Actor>> {
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
    let assured = opened_by.is_some_and(|opened_by| enough_for(domain, &person.roles, opened_by).is_ok());
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
        opened_at: session.opened_at,
        last_seen_at: session.last_seen_at,
        client,
    };
    Ok(Some(actor))
}
