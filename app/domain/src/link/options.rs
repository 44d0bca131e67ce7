//! The creation options for the browser of an attempt.

use super::{By, Ceremony, lapse::lapse, store};
use crate::{
    Change, Client, Domain, Error, Result, Secret, SecretHash, Settings, access::Issuing, ceremonies::account_name,
    entity::authenticator, kinds,
};
use model::{AppError, CeremonyRefusal, RegistrationChoice, RegistrationOptions, RegistrationToken};
use uuid::Uuid;
use webauthn_rs_proto::{AuthenticatorTransport, PublicKeyCredentialDescriptor};

/// Sends options to an attempt that has [joined](super::join()) this link, which starts its ceremony or starts it again: only its
/// newest options are valid.
///
/// # Errors
/// [`AppError::LinkUnknown`], also when the browser sends no cookie of an attempt with this link (it keeps no cookies, or has
/// joined another link since): to join the link again makes one. [`AppError::LinkEnded`]; [`AppError::NotAdmitted`] when the
/// agent has not typed the match code of this attempt; [`CeremonyRefusal::IssuerMayNot`] (and the link ends) or
/// [`UserInactive`](CeremonyRefusal::UserInactive), which the agent sees; when the database fails.
#[tracing::instrument(skip_all, fields(link = tracing::field::Empty))]
pub async fn options(
    domain: &Domain,
    token: &RegistrationToken,
    choice: RegistrationChoice,
    attempt: Option<&Secret>,
) -> Result<RegistrationOptions> {
    let mut stored = store::usable_by_token(domain, domain.db(), token).await?;
    let id = attempt.and_then(|secret| stored.attempt_of(secret)).ok_or(AppError::LinkUnknown)?;
    if !stored.link.attempt(id)?.is_admitted() {
        return Err(AppError::NotAdmitted.into());
    }
    let issuing = Issuing::load(domain.db(), &stored.row).await?;
    // Refuse before the prompt what would otherwise be refused after it. `finish` checks once more in any case.
    if issuing.check(domain)?.is_err()
        && let Some(refusal) = domain.change(async |change| refuse(change, stored.row.id, id).await).await?
    {
        return Err(refusal.into());
    }
    let subject = issuing.subject()?;
    let (mut options, _) = domain
        .webauthn
        .start_passkey_registration(
            subject.user.id,
            &account_name(&subject.user.email),
            &account_name(&subject.user.name()),
            None,
        )
        .map_err(|error| Error::Bug(format!("registration options: {error}")))?;
    let asked = kinds::ask(stored.row.kind.into(), choice, domain.models());
    asked.write_to(&mut options);
    options.public_key.exclude_credentials = Some(subject.authenticators.iter().map(descriptor).collect());

    let challenge_hash = SecretHash::of(&options.public_key.challenge).0;
    let started = domain
        .change(async |change| {
            let ceremony = Ceremony { challenge_hash, until: change.now() + Settings::CEREMONY_LIFE };
            let event = stored.link.options(id, ceremony, change.now())?;
            stored.save(change, [event], By::bearer(&Client::default())).await
        })
        .await;
    if let Err(Error::Overtaken) = started {
        store::usable_by_token(domain, domain.db(), token).await?;
    }
    started?;
    Ok(RegistrationOptions {
        options: serde_json::to_string(&options)?,
        may_retry_without_attestation: asked.may_retry_without_attestation,
    })
}

/// Checks once more, with the link's row lock, whether the issuer may issue to the user, and stores the refusal. `None`: nothing is
/// wrong any more.
async fn refuse(change: &mut Change<'_>, link: Uuid, id: Uuid) -> Result<Option<CeremonyRefusal>> {
    let mut stored = store::for_update(change, link).await?;
    let Some((refusal, ended)) = lapse(change, &mut stored).await? else { return Ok(None) };
    let refused = stored.link.refuse_options(id, refusal)?;
    stored.save(change, ended.into_iter().chain([refused]), By::bearer(&Client::default())).await?;
    Ok(Some(refusal))
}

/// An active authenticator of the user, for the browser to exclude, with its transports: without transports a browser may ask for
/// devices that are not there. Only the browser uses this. If an excluded authenticator responded anyway, webauthn-rs would report
/// it as an algorithm that was not offered; the index of the register refuses it with the right error.
fn descriptor(row: &authenticator::Model) -> PublicKeyCredentialDescriptor {
    let mut transports: Vec<AuthenticatorTransport> = serde_json::from_str(&row.transports).unwrap_or_default();
    transports.retain(|transport| *transport != AuthenticatorTransport::Unknown);
    PublicKeyCredentialDescriptor {
        type_: "public-key".to_owned(),
        id: row.credential_id.clone(),
        transports: Some(transports).filter(|transports| !transports.is_empty()),
    }
}
