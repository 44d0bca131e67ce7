//! The live panel: what the agent sees of a link, and of the browsers that joined it.

use crate::{
    Domain, Result,
    access::{Permit, WatchLink},
    directory,
    entity::{
        authenticator::{self, Status},
        registration_attempt, registration_token,
    },
    link::{self, Attempt, store},
};
use model::{
    AuthenticatorId, LinkId, Meeting, Preflight, RegisteredAuthenticator, Visit, WatchedAttempt, WatchedLink,
    supervision::WRONG_CODES,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// The state of a link of the permit's subject. A page that watches the link reads it again at every event.
///
/// # Errors
/// [`model::AppError::NotFound`] when the subject has no such link; [`model::Refusal::AnothersLink`] (audited); when the
/// database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor().user_id, subject = %permit.subject().id, link = %id))]
pub async fn link(domain: &Domain, permit: &Permit<'_, WatchLink>, id: LinkId) -> Result<WatchedLink> {
    let row = link::of_agent(domain, permit, id).await?;
    let stored = store::load(domain.db(), row.id).await?;
    let (row, link, now) = (&stored.row, &stored.link, domain.now());
    let attempts: Vec<_> = (1..)
        .zip(stored.attempts.iter().zip(&link.attempts))
        .map(|(number, (row, attempt))| watched(domain, number, row, attempt))
        .collect();
    Ok(WatchedLink {
        id,
        kind: row.kind.into(),
        meeting: row.meeting.map(Meeting::from),
        issued_by: directory::name(domain, row.issued_by_id).await?,
        expires: domain.moment(row.expires_at),
        seconds_left: link.life.seconds_left(now),
        end: link.life.end(now),
        may_finish: link.may_be_finished(now),
        match_code_wanted: link.match_code_wanted,
        tries_left: WRONG_CODES.saturating_sub(link.wrong_codes),
        visit: visit(domain, row, &attempts),
        attempts,
        registered: registered(domain, row).await?,
    })
}

/// What was registered with the link.
async fn registered(domain: &Domain, link: &registration_token::Model) -> Result<Option<RegisteredAuthenticator>> {
    let of_link = authenticator::Column::RegistrationTokenId.eq(link.id);
    let registered = authenticator::Entity::find().filter(of_link).one(domain.db()).await?;
    Ok(registered.map(|row| RegisteredAuthenticator {
        id: AuthenticatorId(row.id),
        model: domain.models().reported(row.aaguid),
        at: domain.moment(row.registered_at),
        tested: row.tested_at.map(|at| domain.moment(at)),
        removed: row.status == Status::Removed,
    }))
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
