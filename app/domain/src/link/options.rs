//! The creation options for the browser of an attempt.

use super::{By, lapse::lapse, store};
use crate::{
    Client, Domain, Error, Result, Secret, Settings,
    ceremonies::{self, NewCeremony},
    entity::{
        authenticator::{self, Status},
        user,
    },
    kinds,
};
use model::{AppError, RegistrationChoice, RegistrationOptions, RegistrationToken};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use webauthn_rs_proto::{AuthenticatorTransport, PublicKeyCredentialDescriptor};

/// Sends options to an attempt that has [joined](super::join()) this link, which starts its ceremony or starts it again: only its
/// newest options are valid.
///
/// # Errors
/// [`AppError::LinkUnknown`], also when the browser sends no cookie of an attempt with this link (it keeps no cookies, or has
/// joined another link since): to join the link again makes one. [`AppError::LinkEnded`]; [`AppError::NotAdmitted`] when the
/// agent has not typed the match code of this attempt; [`CeremonyRefusal::IssuerMayNot`](model::CeremonyRefusal::IssuerMayNot)
/// (and the link ends) or [`UserInactive`](model::CeremonyRefusal::UserInactive), which the agent sees; when the database fails.
#[tracing::instrument(skip_all, fields(link = tracing::field::Empty))]
pub async fn options(
    domain: &Domain,
    token: &RegistrationToken,
    choice: RegistrationChoice,
    attempt: Option<&Secret>,
) -> Result<RegistrationOptions> {
    let link = store::usable_by_token(domain, token).await?;
    let known = match attempt {
        Some(secret) => store::by_cookie(domain, secret).await?,
        None => None,
    };
    let (id, stored) = known.filter(|(_, stored)| stored.row.id == link.id).ok_or(AppError::LinkUnknown)?;
    if !stored.link.attempt(id)?.is_admitted() {
        return Err(AppError::NotAdmitted.into());
    }
    let user = user::Entity::find_by_id(link.user_id).one(domain.db()).await?;
    let user = user.ok_or_else(|| Error::Bug(format!("link {} has no user", link.id)))?;
    let (mut options, state) = domain
        .webauthn
        .start_passkey_registration(user.id, &user.email, &user.name(), None)
        .map_err(|error| Error::Bug(format!("registration options: {error}")))?;
    let asked = kinds::ask(link.kind.into(), choice, domain.models());
    asked.write_to(&mut options);
    options.public_key.exclude_credentials = Some(excluded(domain, &user).await?);
    let state = serde_json::to_string(&state)?;

    let started = domain
        .change(async |change| {
            let mut stored = store::for_update(change, link.id).await?;
            // Check before the prompt what would otherwise be refused after it.
            if let Some((refusal, ended)) = lapse(change, &mut stored).await? {
                let refused = stored.link.refuse_options(id, refusal)?;
                stored.save(change, ended.into_iter().chain([refused]), By::bearer(&Client::default())).await?;
                return Ok(Err(refusal));
            }
            let event = stored.link.options(id, change.now() + Settings::CEREMONY_LIFE, change.now())?;
            ceremonies::delete_of_attempts(change, [id]).await?;
            let challenge = &options.public_key.challenge;
            ceremonies::keep(change, NewCeremony { challenge, registration_attempt_id: id, state }).await?;
            stored.save(change, [event], By::bearer(&Client::default())).await?;
            Ok(Ok(()))
        })
        .await?;
    started?;
    Ok(RegistrationOptions {
        options: serde_json::to_string(&options)?,
        may_retry_without_attestation: asked.may_retry_without_attestation,
    })
}

/// The user's active authenticators, for the browser to exclude, with the transports of each: without transports a browser may
/// ask for devices that are not there. Only the browser uses this list. If an excluded authenticator responded anyway,
/// webauthn-rs would report it as an algorithm that was not offered; the index of the register refuses it with the right error.
async fn excluded(domain: &Domain, user: &user::Model) -> Result<Vec<PublicKeyCredentialDescriptor>> {
    let active = authenticator::Entity::find()
        .filter(authenticator::Column::UserId.eq(user.id))
        .filter(authenticator::Column::Status.eq(Status::Active))
        .all(domain.db())
        .await?;
    let descriptor = |row: authenticator::Model| {
        let mut transports: Vec<AuthenticatorTransport> = serde_json::from_str(&row.transports).unwrap_or_default();
        transports.retain(|transport| *transport != AuthenticatorTransport::Unknown);
        PublicKeyCredentialDescriptor {
            type_: "public-key".to_owned(),
            id: row.credential_id,
            transports: Some(transports).filter(|transports| !transports.is_empty()),
        }
    };
    Ok(active.into_iter().map(descriptor).collect())
}
