//! The answer of the authenticator: verified, and stored in the same transaction that uses up the link.

use super::{
    attempt::{self, Attempt},
    issuer, lock, policy,
};
use crate::{
    Client, Domain, Error, Result, Secret,
    audit::{self, Action, Event, Outcome},
    ceremonies::{self, RegistrationFacts, check_registration},
    entity::{
        authenticator::{self, Status},
        notice, registration_attempt,
        registration_token::{self, State},
    },
    links, mail,
    models::Proven,
};
use model::{AppError, AuthenticatorKind, CeremonyFault, LinkEnd, Registered};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, SqlErr, sea_query::Expr};
use serde_json::json;
use webauthn_rs::prelude::{Credential, Passkey, PasskeyRegistration};

/// How often the server may refuse the answers of one attempt. More is no person who tries, so the link is locked.
const MAX_FAILURES: i32 = 20;

/// Finishes the registration that the browser with this attempt cookie started. `credential` is the outcome of
/// `navigator.credentials.create()` as JSON. A failure never uses up the link. But where whoever generated it may not issue to
/// the user any more, it ends: that is asked again in the transaction that stores the authenticator.
///
/// # Errors
/// [`AppError::LinkEnded`] when the link was used, replaced or cancelled meanwhile, or its time and the ceremony's are up;
/// [`AppError::NotAdmitted`] when the agent has not typed the match code of this attempt (audited); [`AppError::Ceremony`] when
/// the answer is refused (audited); when the database fails.
pub async fn finish(
    domain: &Domain,
    attempt: Option<&Secret>,
    credential: &str,
    client: &Client,
) -> Result<Registered> {
    let secret = attempt.ok_or(CeremonyFault::ChallengeGone)?;
    let attempt = attempt::find(domain, secret).await?.ok_or(CeremonyFault::ChallengeGone)?;
    if let Some(end) = attempt.end(domain).await? {
        // Not audited: whoever has the cookie of a link that ended could fill the log with it for ever.
        tracing::info!(link = %attempt.link.id, ?end, "an answer came after the link's end");
        return Err(AppError::LinkEnded(end).into());
    }
    let mut challenge = None;
    let outcome = match check_registration(credential, &domain.settings().origin.origin().ascii_serialization()) {
        Ok(facts) => {
            challenge = facts.client_data.challenge().ok();
            verify_and_store(domain, &attempt, facts, client).await
        }
        Err(fault) => Err(fault.into()),
    };
    if let Err(Error::Told(told)) = &outcome {
        note_refusal(domain, &attempt, challenge.as_deref(), told, client).await?;
    }
    outcome
}

/// Audits a refused answer, counts it and uses up the challenge that it answers to, all in one transaction: of answers that
/// come at once, every one counts. Equal ones of all browsers with the link are counted together for the log, because somebody
/// who has it may begin in many.
async fn note_refusal(
    domain: &Domain,
    attempt: &Attempt,
    challenge: Option<&[u8]>,
    told: &AppError,
    client: &Client,
) -> Result<()> {
    let tx = domain.write().await?;
    let link = links::locked(&tx, attempt.link.id).await?;
    if let Some(challenge) = challenge.filter(|_| attempt.is_admitted()) {
        ceremonies::take(&tx, challenge, attempt.row.id).await?;
    }
    let event = Event {
        action: Action::Register,
        outcome: Outcome::Refused,
        actor_id: None,
        subject_id: Some(link.user_id),
        detail: json!({ "kind": AuthenticatorKind::from(link.kind).label(), "reason": told.to_string() }),
        client,
    };
    let refused = match told {
        AppError::Ceremony(fault) => attempt::note_failure(&tx, attempt.row.id, Some(*fault)).await?,
        AppError::NotAdmitted => attempt::note_failure(&tx, attempt.row.id, None).await?,
        _ => 0,
    };
    audit::refuse_within(&tx, domain, audit::Source::Link(link.id), event).await?;
    if refused >= MAX_FAILURES && links::why_ended(&link).is_none() {
        lock::lock(&tx, domain, &link, client).await?;
    }
    domain.commit(tx, &[link.id]).await
}

async fn verify_and_store(
    domain: &Domain,
    attempt: &Attempt,
    facts: RegistrationFacts,
    client: &Client,
) -> Result<Registered> {
    if !attempt.is_admitted() {
        return Err(AppError::NotAdmitted.into());
    }
    let challenge = facts.client_data.challenge()?;
    let ceremony = ceremonies::find(domain, &challenge, attempt.row.id).await?;
    let Some(ceremony) = ceremony else { return Err(gone(domain, &attempt.link).await?) };
    let kind = attempt.link.kind.into();
    let state: PasskeyRegistration = serde_json::from_str(&ceremony.state)?;
    let passkey = domain
        .webauthn
        .finish_passkey_registration(&facts.credential, &state)
        .map_err(|error| ceremonies::fault(&error))?;
    policy::insist(domain.settings(), kind, &facts, client)?;
    let credential = Credential::from(passkey.clone());
    let proven = match kind {
        AuthenticatorKind::SecurityKey => {
            let aaguid = facts.authenticator_data.aaguid;
            domain.models().check_security_key(aaguid, &credential.attestation, domain.now())? == Proven::Yes
        }
        // Attestation is not asked for.
        AuthenticatorKind::Passkey | AuthenticatorKind::WindowsHello => false,
    };
    let new = New { challenge, kind, passkey, sign_count: credential.counter, facts, proven };
    store(domain, attempt, new, client).await
}

/// Why there is no ceremony to answer: mostly because the link ended, perhaps since it was read, so it is read again.
async fn gone(domain: &Domain, link: &registration_token::Model) -> Result<Error> {
    let link = registration_token::Entity::find_by_id(link.id).one(domain.db()).await?;
    Ok(match link.and_then(|link| links::end(domain, &link)) {
        Some(end) => AppError::LinkEnded(end).into(),
        None => CeremonyFault::ChallengeGone.into(),
    })
}

/// An authenticator to store.
struct New {
    /// The challenge that it answered to.
    challenge: Vec<u8>,
    kind: AuthenticatorKind,
    passkey: Passkey,
    sign_count: u32,
    facts: RegistrationFacts,
    /// Whether a verified attestation proves the AAGUID.
    proven: bool,
}

async fn store(domain: &Domain, attempt: &Attempt, new: New, client: &Client) -> Result<Registered> {
    let New { challenge, kind, passkey, sign_count, facts, proven } = new;
    let now = domain.now();
    let tx = domain.write().await?;
    let token = links::locked(&tx, attempt.link.id).await?;
    if let Some(fault) = issuer::lapsed(&tx, domain, &token).await? {
        domain.commit(tx, &[token.id]).await?;
        return Err(fault.into());
    }
    let taken = ceremonies::take(&tx, &challenge, attempt.row.id).await?;
    // And with it the ceremonies of every other attempt.
    if !links::end_open(&tx, domain, token.id, State::Registered).await? {
        // Somebody else was first: another attempt with this link, or the agent.
        let end = links::why_ended(&token).unwrap_or(LinkEnd::Expired);
        return Err(AppError::LinkEnded(end).into());
    }
    if !taken {
        // Answered meanwhile, by a request with the same challenge that was refused.
        return Err(CeremonyFault::ChallengeGone.into());
    }
    let data = facts.authenticator_data;
    let row = authenticator::Model {
        id: domain.random.uuid(),
        user_id: token.user_id,
        kind: token.kind,
        credential_id: data.credential_id,
        credential: serde_json::to_string(&passkey)?,
        sign_count: i64::from(sign_count),
        aaguid: data.aaguid,
        aaguid_proven: proven,
        attachment: facts.attachment,
        transports: serde_json::to_string(&facts.transports)?,
        backup_eligible: data.backup_eligible,
        backup_state: data.backup_state,
        status: Status::Active,
        registration_token_id: token.id,
        registered_at: now,
        registered_by_id: token.issued_by_id,
        last_used_at: None,
        tested_at: None,
        removed_at: None,
        removed_by_id: None,
    };
    let (model, reported) = (domain.models().name(row.aaguid), domain.models().reported(row.aaguid));
    let id = row.id;
    row.into_active_model().insert(&tx).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => CeremonyFault::AlreadyRegistered.into(),
        _ => Error::Database(error),
    })?;
    registration_attempt::Entity::update_many()
        .col_expr(registration_attempt::Column::RegisteredAt, Expr::value(now))
        .filter(registration_attempt::Column::Id.eq(attempt.row.id))
        .exec(&tx)
        .await?;
    mail::queue(&tx, domain, notice::Kind::Added, token.user_id, id).await?;
    let event = Event {
        action: Action::Register,
        outcome: Outcome::Done,
        actor_id: Some(token.user_id),
        subject_id: Some(token.user_id),
        detail: json!({ "kind": kind.label(), "model": model }),
        client,
    };
    audit::record(&tx, domain, event).await?;
    domain.commit(tx, &[token.id]).await?;
    mail::wake(domain);
    Ok(Registered { kind, model: reported })
}
