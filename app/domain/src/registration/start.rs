//! The options for the browser of an attempt.

use super::{attempt, issuer, policy};
use crate::{
    Domain, Error, Result, Secret,
    ceremonies::{self, NewCeremony},
    entity::{
        authenticator::{self, Status},
        user,
    },
    links,
};
use model::{AppError, AuthenticatorKind, RegistrationChoice, RegistrationOptions};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use webauthn_rs_proto::{AuthenticatorTransport, PublicKeyCredentialDescriptor};

/// Starts the registration of an attempt that [began](super::begin()) with this link, or starts it again: its latest options
/// win.
///
/// # Errors
/// [`AppError::LinkUnknown`], also when the browser shows the cookie of no attempt with this link (it keeps none, or has begun
/// with another link since): opening the link again makes one. [`AppError::LinkEnded`]; [`AppError::NotAdmitted`] when the
/// agent has not typed the match code of this attempt; [`CeremonyFault::IssuerMayNot`](model::CeremonyFault::IssuerMayNot) (and
/// the link ends) or [`UserInactive`](model::CeremonyFault::UserInactive), which the agent sees; when the database fails.
pub async fn start(
    domain: &Domain,
    token: &str,
    choice: RegistrationChoice,
    attempt: Option<&Secret>,
) -> Result<RegistrationOptions> {
    let link = links::find_open(domain, token).await?;
    let known = match attempt {
        Some(secret) => attempt::find(domain, secret).await?,
        None => None,
    };
    let attempt = known.filter(|known| known.link.id == link.id).ok_or(AppError::LinkUnknown)?;
    if !attempt.is_admitted() {
        return Err(AppError::NotAdmitted.into());
    }
    let link = &attempt.link;
    let user = user::Entity::find_by_id(link.user_id).one(domain.db()).await?;
    let user = user.ok_or_else(|| Error::Fault(format!("link {} has no user", link.id)))?;
    let active = authenticator::Entity::find()
        .filter(authenticator::Column::UserId.eq(user.id))
        .filter(authenticator::Column::Status.eq(Status::Active))
        .all(domain.db())
        .await?;
    let (mut options, state) = domain
        .webauthn
        .start_passkey_registration(user.id, &user.email, &user.name(), None)
        .map_err(|error| Error::Fault(format!("registration options: {error}")))?;
    let kind = link.kind.into();
    let models = domain.models();
    let policy_on_models = kind == AuthenticatorKind::SecurityKey && models.wants_attestation();
    let attestation = policy_on_models && !choice.without_attestation;
    policy::ask(kind, choice.place, attestation, &mut options);
    options.public_key.exclude_credentials = Some(active.iter().map(excluded).collect());

    let tx = domain.write().await?;
    // What would be refused in the end is refused before the prompt.
    if let Some(fault) = issuer::lapsed(&tx, domain, link).await? {
        attempt::note_failure(&tx, attempt.row.id, Some(fault)).await?;
        domain.commit(tx, &[link.id]).await?;
        return Err(fault.into());
    }
    ceremonies::delete_of_attempt(&tx, attempt.row.id).await?;
    let ceremony = NewCeremony {
        challenge: &options.public_key.challenge,
        registration_attempt_id: attempt.row.id,
        state: serde_json::to_string(&state)?,
    };
    ceremonies::keep(&tx, domain, ceremony).await?;
    let changed = attempt::forget_last_try(&tx, attempt.row.id).await?;
    domain.commit(tx, if changed { std::slice::from_ref(&link.id) } else { &[] }).await?;
    Ok(RegistrationOptions {
        options: serde_json::to_string(&options)?,
        may_retry_without_attestation: attestation && models.may_retry_without_attestation(),
    })
}

/// An authenticator that the browser is to leave out, and by which transports it is reached: without them a browser may
/// ask for devices that are not there. This is for the browser alone. webauthn-rs would report one that answers all the
/// same as an algorithm that was not offered; the register's own index refuses it by its right name.
fn excluded(row: &authenticator::Model) -> PublicKeyCredentialDescriptor {
    let mut transports: Vec<AuthenticatorTransport> = serde_json::from_str(&row.transports).unwrap_or_default();
    transports.retain(|transport| *transport != AuthenticatorTransport::Unknown);
    PublicKeyCredentialDescriptor {
        type_: "public-key".to_owned(),
        id: row.credential_id.clone(),
        transports: Some(transports).filter(|transports| !transports.is_empty()),
    }
}
