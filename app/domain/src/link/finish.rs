//! Verifies the response of the authenticator, and stores the authenticator in the same transaction that ends the link.

use super::{
    By, LinkEvent,
    lapse::lapse,
    repeat::{Sent, repeat},
    store,
};
use crate::{
    Change, Client, Domain, Error, Result, Secret, SecretHash,
    ceremonies::{self, RegistrationFacts, check_registration},
    entity::authenticator::{self, Status},
    kinds,
};
use model::{AppError, AuthenticatorKind, CeremonyRefusal, LinkEnd, Registered};
use serde_json::json;
use uuid::Uuid;
use webauthn_rs::prelude::{Credential, Passkey};

/// Finishes the ceremony that the browser with this attempt cookie started. `credential` is the response of
/// `navigator.credentials.create()` as JSON. A refused response never uses up the link. But if the issuer may no longer issue to
/// the user, the link ends: the transaction that stores the authenticator checks this again.
///
/// A browser whose answer was lost may send the same response again. It gets the same answer, and nothing is written.
///
/// # Errors
/// [`AppError::LinkEnded`] when the link was used, replaced or cancelled meanwhile, or when both the link and the ceremony have
/// expired; [`AppError::NotAdmitted`] when the agent has not typed the match code of this attempt (audited);
/// [`AppError::Ceremony`] when the response is refused (audited); when the database fails.
#[tracing::instrument(skip_all, fields(link = tracing::field::Empty))]
pub async fn finish(
    domain: &Domain,
    attempt: Option<&Secret>,
    credential: &str,
    client: &Client,
) -> Result<Registered> {
    let secret = attempt.ok_or(CeremonyRefusal::ChallengeGone)?;
    let (id, stored) = store::by_cookie(domain, secret).await?.ok_or(CeremonyRefusal::ChallengeGone)?;
    let checked = check_registration(credential, &domain.settings().origin.origin().ascii_serialization());
    let sent = checked.as_ref().ok().and_then(Sent::of);
    if let Some(registered) = repeat(domain, &stored, id, sent.as_ref()).await? {
        return Ok(registered);
    }
    if let Some(end) = stored.link.end_for(id, domain.now()) {
        // This is not audited: otherwise a browser with the cookie of a link that has ended could fill the log without limit.
        tracing::debug!(?end, "a response came after the link's end");
        return Err(AppError::LinkEnded(end).into());
    }
    let outcome = match checked {
        Ok(facts) => match verify(domain, &stored, id, facts, client).await {
            Ok(new) => register(domain, stored.clone(), id, new, client).await,
            Err(refused) => Err(refused),
        },
        Err(refusal) => Err(refusal.into()),
    };
    let Err(Error::Told(told)) = &outcome else { return outcome };
    if *told == AppError::LinkEnded(LinkEnd::Registered) {
        // Perhaps the same response arrived twice at once, and the other request has registered it since the link was read.
        let now = store::load(domain.db(), stored.row.id).await?;
        if let Some(registered) = repeat(domain, &now, id, sent.as_ref()).await? {
            return Ok(registered);
        }
    }
    let challenge_hash = sent.map(|sent| sent.challenge_hash);
    note_refusal(domain, stored.row.id, id, challenge_hash.as_deref(), told, client).await?;
    outcome
}

/// A credential that may be registered.
struct New {
    /// The hash of the challenge of its ceremony.
    challenge_hash: Vec<u8>,
    kind: AuthenticatorKind,
    passkey: Passkey,
    sign_count: u32,
    facts: RegistrationFacts,
    /// Whether a verified attestation proves the AAGUID.
    proven: bool,
}

/// Verifies a response, and checks the policy of the link's kind.
async fn verify(
    domain: &Domain,
    stored: &store::Stored,
    id: Uuid,
    facts: RegistrationFacts,
    client: &Client,
) -> Result<New> {
    if !stored.link.attempt(id)?.is_admitted() {
        return Err(AppError::NotAdmitted.into());
    }
    let challenge = facts.client_data.challenge()?;
    let challenge_hash = SecretHash::of(&challenge).0;
    if !stored.link.attempt(id)?.is_under_way_with(&challenge_hash, domain.now()) {
        return Err(refused_now(domain, stored.row.id, id, &challenge_hash).await?);
    }
    let kind = stored.row.kind.into();
    let state = ceremonies::registration_state(&domain.webauthn, &challenge)?;
    let passkey = domain
        .webauthn
        .finish_passkey_registration(&facts.credential, &state)
        .map_err(|error| ceremonies::refusal(&error))?;
    kinds::insist(kind, domain.settings(), &facts, client)?;
    let credential = Credential::from(passkey.clone());
    let aaguid = facts.authenticator_data.aaguid;
    let proven = kinds::is_proven(kind, domain.models(), aaguid, &credential.attestation, domain.now())?;
    Ok(New { challenge_hash, kind, passkey, sign_count: credential.counter, facts, proven })
}

/// Why a response to this challenge is refused now. Usually the link has ended, perhaps after it was read.
async fn refused_now(domain: &Domain, link: Uuid, id: Uuid, challenge_hash: &[u8]) -> Result<Error> {
    let mut stored = store::load(domain.db(), link).await?;
    Ok(stored.link.finish(id, challenge_hash, domain.now()).err().map_or(Error::Overtaken, Into::into))
}

/// Stores the authenticator and ends the link, in one transaction.
async fn register(domain: &Domain, stored: store::Stored, id: Uuid, new: New, client: &Client) -> Result<Registered> {
    let (link, challenge_hash) = (stored.row.id, new.challenge_hash.clone());
    let registered = domain.change(async |change| register_within(change, stored, id, new, client).await).await;
    match registered {
        // Another browser has used the link, for example, since it was read.
        Err(Error::Overtaken) => Err(refused_now(domain, link, id, &challenge_hash).await?),
        registered => Ok(registered??),
    }
}

/// The link was read before the transaction began, and is stored only if nothing has changed since that forbids it. `Err` within
/// `Ok`: the issuer may no longer issue to the user, and this is stored.
async fn register_within(
    change: &mut Change<'_>,
    mut stored: store::Stored,
    id: Uuid,
    new: New,
    client: &Client,
) -> Result<std::result::Result<Registered, CeremonyRefusal>> {
    if let Some((refusal, ended)) = lapse(change, &mut stored).await? {
        stored.save(change, ended, By::bearer(client)).await?;
        return Ok(Err(refusal));
    }
    stored.link.finish(id, &new.challenge_hash, change.now())?;
    let (kind, row) = (new.kind, authenticator(change, &stored, new)?);
    let names = change.domain().models();
    let event = LinkEvent::Registered { authenticator_id: row.id, model: json!(names.name(row.aaguid)) };
    let registered = Registered { kind, model: names.reported(row.aaguid) };
    // First the link, which decides who wins; and the event last, because the notice refers to the authenticator.
    stored.save_quietly(change).await?;
    change.insert_unless_taken::<authenticator::Entity>(row, CeremonyRefusal::AlreadyRegistered).await?;
    event.tell(change, &stored.row, By::bearer(client)).await?;
    Ok(Ok(registered))
}

/// The row of a new authenticator.
fn authenticator(change: &Change<'_>, stored: &store::Stored, new: New) -> Result<authenticator::Model> {
    let link = &stored.row;
    let data = new.facts.authenticator_data;
    Ok(authenticator::Model {
        id: change.domain().random.uuid(),
        user_id: link.user_id,
        kind: link.kind,
        credential_id: data.credential_id,
        credential: serde_json::to_string(&new.passkey)?,
        sign_count: i64::from(new.sign_count),
        aaguid: data.aaguid,
        aaguid_proven: new.proven,
        attachment: new.facts.attachment,
        transports: serde_json::to_string(&new.facts.transports)?,
        backup_eligible: data.backup_eligible,
        backup_state: data.backup_state,
        status: Status::Active,
        registration_token_id: link.id,
        registered_at: change.now(),
        registered_by_id: link.issued_by_id,
        last_used_at: None,
        tested_at: None,
        test_refused_at: None,
        test_refusal: None,
        unconfirmed_since: None,
        confirmed_by_id: None,
        suspended_at: None,
        suspended_by_id: None,
        removed_at: None,
        removed_by_id: None,
        removal_reason: None,
        removal_note: None,
    })
}

/// Audits a refused response, counts it, and uses up its challenge, all in one transaction, so that every response counts when
/// several arrive at once.
async fn note_refusal(
    domain: &Domain,
    link_id: Uuid,
    id: Uuid,
    challenge_hash: Option<&[u8]>,
    told: &AppError,
    client: &Client,
) -> Result<()> {
    domain
        .change(async |change| {
            let mut stored = store::for_update(change, link_id).await?;
            if let Some(challenge_hash) = challenge_hash {
                stored.link.use_up(id, challenge_hash)?;
            }
            let locked_out = match told {
                AppError::Ceremony(refusal) => stored.link.refuse(id, Some(*refusal))?,
                AppError::NotAdmitted => stored.link.refuse(id, None)?,
                _ => None,
            };
            let refused = LinkEvent::ResponseRefused { reason: told.to_string() };
            stored.save(change, [refused].into_iter().chain(locked_out), By::bearer(client)).await
        })
        .await
}
