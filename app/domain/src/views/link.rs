//! The live panel: what the agent sees of a link, and of the browsers that joined it.

use super::closure::closure;
use crate::{
    Domain, Result,
    access::{Permit, WatchLink},
    directory,
    entity::{
        authenticator::{self, Status},
        registration_attempt,
        registration_token::{self, State},
        user,
    },
    link::{self, Attempt, store},
};
use model::{
    AuthenticatorId, LinkId, Meeting, Preflight, RefusedTest, RegisteredAuthenticator, Visit, WatchedAttempt,
    WatchedLink, supervision::WRONG_CODES,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// The state of a link of the permit's subject. A page that watches the link reads it again at every event.
///
/// # Errors
/// [`model::AppError::NotFound`] when the subject has no such link; [`model::Refusal::AnothersLink`] (audited); when the
/// database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor(), subject = %permit.subject().id, link = %id))]
pub async fn link(domain: &Domain, permit: &Permit<'_, WatchLink>, id: LinkId) -> Result<WatchedLink> {
    let row = link::of_agent(domain, permit, id).await?;
    let stored = store::load(domain.db(), row.id).await?;
    let issued_by = directory::name(domain, row.issued_by_id).await?;
    watched_link(domain, &stored, permit.subject(), permit.actor().id(), issued_by).await
}

/// The state of a link to `user` that the person with the ID `watcher` may watch. `issued_by` is the name of the agent who generated
/// it.
///
/// # Errors
/// When the database fails.
pub(super) async fn watched_link(
    domain: &Domain,
    stored: &store::Stored,
    user: &user::Model,
    watcher: Option<Uuid>,
    issued_by: Option<String>,
) -> Result<WatchedLink> {
    let (row, link, now) = (&stored.row, &stored.link, domain.now());
    let attempts: Vec<_> = (1..)
        .zip(stored.attempts.iter().zip(&link.attempts))
        .map(|(number, (row, attempt))| watched(domain, number, row, attempt))
        .collect();
    Ok(WatchedLink {
        id: LinkId(row.id),
        kind: row.kind.into(),
        meeting: row.meeting.map(Meeting::from),
        issued_by,
        own: watcher.is_some() && row.issued_by_id == watcher,
        identity: row.identity(),
        expires: domain.moment(row.expires_at),
        minutes: u32::try_from((row.expires_at - row.issued_at).num_minutes()).unwrap_or_default(),
        seconds_left: link.life.seconds_left(now),
        end: link.life.end(now),
        may_finish: link.may_be_finished(now),
        match_code_wanted: link.match_code_wanted,
        tries_left: WRONG_CODES.saturating_sub(link.wrong_codes),
        visit: visit(domain, row, &attempts),
        attempts,
        registered: registered(domain, row).await?,
        closed: closure(domain, user).await?,
    })
}

/// What was registered with the link.
async fn registered(domain: &Domain, link: &registration_token::Model) -> Result<Option<RegisteredAuthenticator>> {
    if link.state != State::Registered {
        return Ok(None);
    }
    let of_link = authenticator::Column::RegistrationTokenId.eq(link.id);
    let registered = authenticator::Entity::find().filter(of_link).one(domain.db()).await?;
    Ok(registered.map(|row| RegisteredAuthenticator {
        id: AuthenticatorId(row.id),
        model: domain.models().reported(row.aaguid),
        at: domain.moment(row.registered_at),
        tested: row.tested_at.map(|at| domain.moment(at)),
        test_refused: test_refused(domain, &row),
        suspended: row.status == Status::Suspended,
        removed: row.status == Status::Removed,
    }))
}

fn test_refused(domain: &Domain, row: &authenticator::Model) -> Option<RefusedTest> {
    let refusal = serde_json::from_str(row.test_refusal.as_ref()?).ok()?;
    Some(RefusedTest { at: domain.moment(row.test_refused_at?), refusal })
}

/// The last visit of the link's page, unless a browser of the same sort has joined: the visit is then assumed to be from that
/// browser. (The two reports may reach the server in either order.)
fn visit(domain: &Domain, link: &registration_token::Model, attempts: &[WatchedAttempt]) -> Option<Visit> {
    let preflight: Preflight = serde_json::from_str(link.visit.as_ref()?).ok()?;
    let is_it = |one: &WatchedAttempt| (one.device, one.browser) == (preflight.device, preflight.browser);
    let at = domain.moment(link.visited_at?);
    (!attempts.iter().any(is_it)).then_some(Visit { at, preflight })
}

fn watched(domain: &Domain, number: u32, row: &registration_attempt::Model, attempt: &Attempt) -> WatchedAttempt {
    let (device, browser) = row.seen_in();
    WatchedAttempt {
        number,
        device,
        browser,
        joined: domain.moment(row.joined_at),
        preflight: row.preflight(),
        state: attempt.state,
    }
}
