//! The answer of the authenticator: verified, and stored in the same transaction that uses up the link.

use super::policy;
use crate::{
    Client, Domain, Error, Result, Secret,
    audit::{self, Action, Event, Outcome},
    ceremonies::{self, RegistrationFacts, check_registration},
    entity::{
        authenticator::{self, Status},
        ceremony::Purpose,
        notice, registration_attempt,
        registration_token::{self, State},
        user,
        words::UserStatus,
    },
    links, mail,
    models::Proven,
};
use model::{AppError, AuthenticatorKind, CeremonyFault, LinkEnd, Registered};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, SqlErr, sea_query::Expr};
use serde_json::json;
use webauthn_rs::prelude::{Credential, Passkey, PasskeyRegistration};

/// Finishes the registration that the browser with this attempt cookie started. `credential` is the outcome of
/// `navigator.credentials.create()` as JSON. A failure never uses up the link.
///
/// # Errors
/// [`AppError::LinkEnded`] when the link was used, replaced or cancelled meanwhile; [`AppError::Ceremony`] when the answer
/// is refused (audited); when the database fails.
pub async fn finish(
    domain: &Domain,
    attempt: Option<&Secret>,
    credential: &str,
    client: &Client,
) -> Result<Registered> {
    let link = link_of(domain, attempt).await?;
    let outcome = match check_registration(credential, &domain.settings().origin.origin().ascii_serialization()) {
        Ok(facts) => verify_and_store(domain, &link, facts, client).await,
        Err(fault) => Err(fault.into()),
    };
    if let Err(Error::Told(told)) = &outcome {
        let event = Event {
            action: Action::Register,
            outcome: Outcome::Refused,
            actor_id: None,
            subject_id: Some(link.token.user_id),
            detail: json!({ "kind": AuthenticatorKind::from(link.token.kind).label(), "reason": told.to_string() }),
            client,
        };
        audit::record_alone(domain, event).await?;
    }
    outcome
}

/// The attempt of the browser that answers, and its link.
struct Link {
    attempt: registration_attempt::Model,
    token: registration_token::Model,
}

async fn link_of(domain: &Domain, attempt: Option<&Secret>) -> Result<Link> {
    let secret = attempt.ok_or(CeremonyFault::ChallengeGone)?;
    let by_hash = registration_attempt::Column::SecretHash.eq(secret.hash().0);
    let attempt = registration_attempt::Entity::find().filter(by_hash).one(domain.db()).await?;
    let attempt = attempt.ok_or(CeremonyFault::ChallengeGone)?;
    let token = registration_token::Entity::find_by_id(attempt.registration_token_id).one(domain.db()).await?;
    let token = token.ok_or_else(|| Error::Fault(format!("attempt {} has no link", attempt.id)))?;
    Ok(Link { attempt, token })
}

async fn verify_and_store(
    domain: &Domain,
    link: &Link,
    facts: RegistrationFacts,
    client: &Client,
) -> Result<Registered> {
    let challenge = facts.client_data.challenge()?;
    let ceremony = ceremonies::take(domain, Purpose::Registration, &challenge, Some(link.attempt.id), None).await?;
    let Some(ceremony) = ceremony else { return Err(gone(domain, link).await?) };
    let kind = link.token.kind.into();
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
    let new = New { kind, passkey, sign_count: credential.counter, facts, proven };
    store(domain, link, new, client).await
}

/// Why there is no ceremony to answer: mostly because the link ended, perhaps since it was read, so it is read again.
async fn gone(domain: &Domain, link: &Link) -> Result<Error> {
    let token = registration_token::Entity::find_by_id(link.token.id).one(domain.db()).await?;
    let expired = || (domain.now() >= link.token.expires_at).then_some(LinkEnd::Expired);
    Ok(match token.as_ref().and_then(links::why_ended).or_else(expired) {
        Some(end) => AppError::LinkEnded(end).into(),
        None => CeremonyFault::ChallengeGone.into(),
    })
}

/// An authenticator to store.
struct New {
    kind: AuthenticatorKind,
    passkey: Passkey,
    sign_count: u32,
    facts: RegistrationFacts,
    /// Whether a verified attestation proves the AAGUID.
    proven: bool,
}

async fn store(domain: &Domain, link: &Link, new: New, client: &Client) -> Result<Registered> {
    let New { kind, passkey, sign_count, facts, proven } = new;
    let (now, token) = (domain.now(), &link.token);
    let tx = domain.write().await?;
    let used = registration_token::Entity::update_many()
        .col_expr(registration_token::Column::State, Expr::value(State::Registered))
        .col_expr(registration_token::Column::EndedAt, Expr::value(now))
        .filter(registration_token::Column::Id.eq(token.id))
        .filter(registration_token::Column::State.eq(State::Open))
        .exec(&tx)
        .await?;
    if used.rows_affected != 1 {
        // Somebody else was first: another attempt with this link, or the agent.
        let token = registration_token::Entity::find_by_id(token.id).one(&tx).await?;
        let end = token.as_ref().and_then(links::why_ended).unwrap_or(LinkEnd::Expired);
        return Err(AppError::LinkEnded(end).into());
    }
    let user = user::Entity::find_by_id(token.user_id).one(&tx).await?;
    if user.is_none_or(|user| user.status != UserStatus::Active) {
        return Err(CeremonyFault::UserInactive.into());
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
    let (model, id) = (domain.models().name(row.aaguid), row.id);
    row.into_active_model().insert(&tx).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => CeremonyFault::AlreadyRegistered.into(),
        _ => Error::Database(error),
    })?;
    ceremonies::delete_of_link(&tx, token.id).await?;
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
    tx.commit().await?;
    mail::wake(domain);
    Ok(Registered { kind, model })
}
