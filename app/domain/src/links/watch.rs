//! The live panel: what the agent sees of a link and of the browsers that began with it.

use super::{end, may_finish, seconds_left};
use crate::{
    Domain, Result,
    access::{Act, Actor, Permit, WatchLink, refused},
    directory,
    entity::{
        authenticator::{self, Status},
        registration_attempt, registration_token,
    },
};
use model::{
    AppError, AttemptStage, AuthenticatorId, Browser, Device, LinkId, Meeting, Opening, Preflight, Refusal,
    RegisteredAuthenticator, StaffRole, WatchedAttempt, WatchedLink, supervision::WRONG_CODES,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// Where a link of the permit's subject stands. Whoever watches it asks again at every event.
///
/// # Errors
/// [`AppError::NotFound`] when the subject has no such link; [`Refusal::AnothersLink`] (audited); when the database fails.
pub async fn watch(domain: &Domain, permit: &Permit<'_, WatchLink>, id: LinkId) -> Result<WatchedLink> {
    let link = of_agent(domain, permit, id).await?;
    let attempts = registration_attempt::Entity::find()
        .filter(registration_attempt::Column::RegistrationTokenId.eq(link.id))
        .order_by_asc(registration_attempt::Column::OpenedAt)
        .order_by_asc(registration_attempt::Column::Id)
        .all(domain.db())
        .await?;
    let of_link = authenticator::Column::RegistrationTokenId.eq(link.id);
    let registered = authenticator::Entity::find().filter(of_link).one(domain.db()).await?;
    let issuer = directory::name(domain, link.issued_by_id).await?;
    let wrong = u32::try_from(link.wrong_codes).unwrap_or_default();
    let attempts: Vec<_> =
        (1..).zip(&attempts).map(|(number, attempt)| watched(domain, &link, number, attempt)).collect();
    Ok(WatchedLink {
        id,
        kind: link.kind.into(),
        meeting: link.meeting.map(Meeting::from),
        issued_by: issuer,
        expires: domain.moment(link.expires_at),
        seconds_left: seconds_left(domain, &link),
        end: end(domain, &link),
        may_finish: may_finish(domain.db(), domain, &link).await?,
        match_code_wanted: link.match_code_wanted,
        tries_left: WRONG_CODES.saturating_sub(wrong),
        opening: opening(domain, &link, &attempts),
        attempts,
        registered: registered.map(|row| RegisteredAuthenticator {
            id: AuthenticatorId(row.id),
            model: domain.models().reported(row.aaguid),
            at: domain.moment(row.registered_at),
            tested: row.tested_at.map(|at| domain.moment(at)),
            removed: row.status == Status::Removed,
        }),
    })
}

/// A link of the permit's subject, if its agent may do something to it: the one who generated it, or an RA Manager.
pub(crate) async fn of_agent<A: Act>(
    domain: &Domain,
    permit: &Permit<'_, A>,
    id: LinkId,
) -> Result<registration_token::Model> {
    let (actor, subject) = (permit.actor(), permit.subject());
    let link = registration_token::Entity::find_by_id(id.0)
        .filter(registration_token::Column::UserId.eq(subject.id))
        .one(domain.db())
        .await?
        .ok_or(AppError::NotFound)?;
    if may_watch(actor, &link) {
        return Ok(link);
    }
    Err(refused(domain, actor, A::ACTION, Some(subject.id), Refusal::AnothersLink).await?)
}

/// Whether `actor`, who may issue to the user, may watch and change this link.
pub(super) fn may_watch(actor: &Actor, link: &registration_token::Model) -> bool {
    link.issued_by_id == Some(actor.user_id) || actor.roles.contains(&StaffRole::RaManager)
}

/// Where the link was opened last, unless a browser of that sort has begun: that is then taken for the same one. (Which of the
/// two the server hears of first is chance.)
fn opening(domain: &Domain, link: &registration_token::Model, attempts: &[WatchedAttempt]) -> Option<Opening> {
    let preflight: Preflight = serde_json::from_str(link.opening.as_ref()?).ok()?;
    let is_it = |one: &WatchedAttempt| (one.device, one.browser) == (preflight.device, preflight.browser);
    let at = domain.moment(link.opened_at?);
    (!attempts.iter().any(is_it)).then_some(Opening { at, preflight })
}

fn watched(
    domain: &Domain,
    link: &registration_token::Model,
    number: u32,
    attempt: &registration_attempt::Model,
) -> WatchedAttempt {
    let user_agent = attempt.user_agent.as_deref().unwrap_or_default();
    let preflight: Option<Preflight> =
        attempt.preflight.as_ref().and_then(|preflight| serde_json::from_str(preflight).ok());
    // The page knows an iPad from a Mac, its header does not.
    let device = preflight.map_or_else(|| Device::of(user_agent, 0), |preflight| preflight.device);
    WatchedAttempt {
        number,
        device,
        browser: preflight.map_or_else(|| Browser::of(user_agent, device), |preflight| preflight.browser),
        opened: domain.moment(attempt.opened_at),
        preflight,
        stage: stage(link, attempt),
    }
}

fn stage(link: &registration_token::Model, attempt: &registration_attempt::Model) -> AttemptStage {
    let failure = attempt.failure.as_ref().and_then(|failure| serde_json::from_str(failure).ok());
    if attempt.registered_at.is_some() {
        AttemptStage::Registered
    } else if link.match_code_wanted && attempt.admitted_at.is_none() {
        AttemptStage::CodeWanted
    } else if let Some(failure) = failure {
        AttemptStage::Failed(failure)
    } else if attempt.prompted_at.is_some() {
        AttemptStage::Prompted
    } else {
        AttemptStage::Admitted
    }
}
