//! An assertion: the response to `navigator.credentials.get()`. Both signing in and testing an authenticator use it; what follows
//! from it is in their own modules.

use super::{
    ClientData, CredentialJson, Ticket,
    authenticator_data::AssertionData,
    challenge::use_up,
    refusal,
    ticket::{Exchange, Purpose},
};
use crate::{
    Change, Client, Domain, Error, Result, Settings,
    access::{self, HeldRole, Person, enough_for},
    audit::{self, Event, EventKind, Outcome},
    entity::{
        authenticator::{self, Status},
        user,
    },
    metrics::CeremonyOutcome,
};
use chrono::{DateTime, Utc};
use model::{AppError, CeremonyRefusal};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;
use uuid::Uuid;
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, Passkey, PublicKeyCredential, WebauthnError,
};

/// An assertion that the server has requested from a browser.
#[derive(Debug)]
pub struct Challenge {
    /// `PublicKeyCredentialRequestOptionsJSON` within `{"publicKey": …}`, as JSON text.
    pub options: String,
    /// For a cookie: only the browser that got the options can respond, so that a person is never signed in as another one
    /// without noticing.
    pub ticket: Ticket,
}

/// Requests an assertion by any discoverable credential, so without a user name. Stores nothing.
///
/// # Errors
/// When the key that seals tickets cannot be read.
pub(crate) async fn ask(domain: &Domain, purpose: Purpose) -> Result<Challenge> {
    let (mut options, state) = domain
        .webauthn
        .start_discoverable_authentication()
        .map_err(|error| Error::Bug(format!("assertion options: {error}")))?;
    // webauthn-rs makes these options for autofill. Here the user has pressed a button, so the browser must show its dialogue.
    options.mediation = None;
    let expires_at = domain.now() + Settings::CEREMONY_LIFE;
    let ticket = Ticket::seal(domain, &Exchange { purpose, expires_at, state: serde_json::to_string(&state)? }).await?;
    let options = serde_json::to_string(&options)?;
    domain.metrics().ceremony(purpose.into(), None, CeremonyOutcome::Started).inc();
    Ok(Challenge { options, ticket })
}

/// A verified assertion: the signature is right, and the assurance level is high enough for the owner.
pub(crate) struct Assertion {
    /// The authenticator, as it was stored before this use.
    pub authenticator: authenticator::Model,
    /// Its owner, who is active.
    pub owner: user::Model,
    /// The roles of its owner.
    pub roles: Vec<HeldRole>,
    passkey: Passkey,
    result: AuthenticationResult,
    used: Used,
}

/// A challenge, with a response whose signature is right.
#[derive(Clone)]
struct Used {
    challenge: Vec<u8>,
    expires_at: DateTime<Utc>,
}

/// What is known about a response so far, for its refusal.
#[derive(Default)]
pub(crate) struct Proof {
    /// The authenticator that it names. That alone proves nothing.
    named: Option<authenticator::Model>,
    /// What it has proven: nothing until its signature was verified.
    proven: Option<Proven>,
}

struct Proven {
    /// Whose authenticator it is.
    subject_id: Uuid,
    used: Used,
}

/// Verifies `credential`, the response of `get()` as JSON text, and writes what it proves into `proof`.
///
/// Only the credential ID identifies the authenticator. If the response has a user handle, it must be that of the owner (WebAuthn
/// Level 3, section 7.2, step 6; some browsers and password managers leave it out).
///
/// # Errors
/// [`AppError::Ceremony`]; when the database fails.
pub(crate) async fn verify(
    domain: &Domain,
    purpose: Purpose,
    ticket: Option<&Ticket>,
    credential: &str,
    proof: &mut Proof,
) -> Result<Assertion> {
    let origin = domain.settings().origin.origin().ascii_serialization();
    let (parsed, credential) = CredentialJson::parse::<PublicKeyCredential>(credential)?;
    let client_data = ClientData::check(&parsed.client_data_json()?, "webauthn.get", &origin)?;
    let challenge = client_data.challenge()?;
    let data = AssertionData::read(credential.response.authenticator_data.as_ref())?;
    let ticket = ticket.ok_or(CeremonyRefusal::ChallengeGone)?;
    let exchange = ticket.open(domain, purpose).await?.ok_or(CeremonyRefusal::ChallengeGone)?;
    let state: DiscoverableAuthentication = serde_json::from_str(&exchange.state)?;

    let authenticator = authenticator::Entity::find()
        .filter(authenticator::Column::CredentialId.eq(parsed.credential_id()))
        .one(domain.db())
        .await?
        .ok_or(CeremonyRefusal::NotRegistered)?;
    tracing::Span::current().record("authenticator", tracing::field::display(authenticator.id));
    proof.named = Some(authenticator.clone());
    let handle = credential.get_user_unique_id().filter(|handle| !handle.is_empty());
    if handle.is_some_and(|handle| handle != authenticator.user_id.as_bytes()) {
        return Err(CeremonyRefusal::NotProven.into());
    }
    if !data.user_present || !data.user_verified {
        return Err(CeremonyRefusal::NotVerified.into());
    }
    let mut passkey: Passkey = serde_json::from_str(&authenticator.credential)?;
    let verified = domain.webauthn.finish_discoverable_authentication_v2(&credential, state, &passkey);
    let used = Used { challenge, expires_at: exchange.expires_at };
    // The counter is checked last, when everything else was found to be right.
    if matches!(verified, Ok(_) | Err(WebauthnError::CredentialPossibleCompromise)) {
        proof.proven = Some(Proven { subject_id: authenticator.user_id, used: used.clone() });
    }
    let result = verified.map_err(|error| refusal(&error))?;
    if !result.user_verified() {
        return Err(CeremonyRefusal::NotVerified.into());
    }
    if authenticator.status == Status::Removed {
        return Err(CeremonyRefusal::Removed.into());
    }
    let owner = Person::load(domain.db(), authenticator.user_id).await?;
    if !owner.is_active() {
        return Err(CeremonyRefusal::UserInactive.into());
    }
    enough_for(domain, &owner.roles, &authenticator)?;
    passkey.update_credential(&result);
    let Person { user, roles, .. } = owner;
    Ok(Assertion { authenticator, owner: user, roles, passkey, result, used })
}

/// Records `outcome`, the result of an assertion, if it is a refusal, and returns it. The refusal of a response with a right
/// signature is audited, once for each challenge. Any other response proves nothing about a person, so its refusal is only
/// counted beside the audit log: otherwise any client could fill the log.
///
/// # Errors
/// Those of `outcome`; when the database fails.
pub(crate) async fn audit_refusal<T>(
    domain: &Domain,
    purpose: Purpose,
    proof: Proof,
    client: &Client,
    outcome: Result<T>,
) -> Result<T> {
    let Err(Error::Told(told)) = &outcome else { return outcome };
    let action = match purpose {
        Purpose::SignIn => EventKind::SignedIn,
        Purpose::Test => EventKind::Tested,
    };
    let gone = AppError::Ceremony(CeremonyRefusal::ChallengeGone);
    if let (Purpose::Test, Some(named), AppError::Ceremony(refusal)) = (purpose, &proof.named, told) {
        show_refused_test(domain, named, *refusal).await?;
    }
    match proof.proven.filter(|_| *told != gone) {
        None => audit::refuse_anonymously(domain, action, client).await?,
        Some(Proven { subject_id, used }) => {
            let detail = json!({ "reason": told.to_string() });
            let subject_id = Some(subject_id);
            let event = Event { kind: action, outcome: Outcome::Refused, actor_id: None, subject_id, detail, client };
            domain
                .change(async |change| {
                    use_up(change, &used.challenge, used.expires_at).await?;
                    audit::refuse_within(change, audit::Source::Client, event).await
                })
                .await?;
        }
    }
    domain.metrics().ceremony(purpose.into(), None, CeremonyOutcome::Refused).inc();
    outcome
}

/// Shows a refused test to the agent who watches the link of the authenticator. Only the last one is kept, and nothing but words
/// depends on it, so it need not be proven whose response it was.
async fn show_refused_test(domain: &Domain, named: &authenticator::Model, refusal: CeremonyRefusal) -> Result<()> {
    let refusal = serde_json::to_string(&refusal)?;
    let note = async |change: &mut Change<'_>| {
        authenticator::Entity::update_many()
            .col_expr(authenticator::Column::TestRefusedAt, Expr::value(change.now()))
            .col_expr(authenticator::Column::TestRefusal, Expr::value(refusal.as_str()))
            .filter(authenticator::Column::Id.eq(named.id))
            .exec(change.rows())
            .await?;
        change.changes_link(named.registration_token_id);
        Ok(())
    };
    domain.change(note).await
}

impl Assertion {
    /// Records the use of the challenge and of the authenticator.
    ///
    /// # Errors
    /// [`CeremonyRefusal::ChallengeGone`] when the challenge was used before; [`CeremonyRefusal::UserInactive`],
    /// [`CeremonyRefusal::Removed`], [`CeremonyRefusal::Suspended`] and [`CeremonyRefusal::CounterWentBack`] when another request was
    /// first; when the database fails.
    pub(crate) async fn note_use(&self, change: &Change<'_>) -> Result<()> {
        let tx = change.rows();
        let Self { authenticator: row, passkey, result, used, .. } = self;
        use_up(change, &used.challenge, used.expires_at).await?;
        // If their profile is being closed at this moment, either it waits and ends the session, or no session is opened.
        if !access::stays_open(change, row.user_id).await? {
            return Err(CeremonyRefusal::UserInactive.into());
        }
        // The statement that stores the counter compares it once more: if two copies of a key respond at once, both with the next
        // number, only one passes. A counter that stays 0 means that the authenticator has none.
        let (counter, stored) = (i64::from(result.counter()), authenticator::Column::SignCount);
        let ahead = if counter == 0 { stored.eq(0) } else { stored.lt(counter) };
        let used = authenticator::Entity::update_many()
            .col_expr(authenticator::Column::Credential, Expr::value(serde_json::to_string(passkey)?))
            .col_expr(authenticator::Column::SignCount, Expr::value(counter))
            .col_expr(authenticator::Column::BackupState, Expr::value(result.backup_state()))
            .col_expr(authenticator::Column::LastUsedAt, Expr::value(change.now()))
            .filter(authenticator::Column::Id.eq(row.id))
            .filter(authenticator::Column::Status.eq(Status::Active))
            .filter(ahead)
            .exec(tx)
            .await?;
        if used.rows_affected == 1 {
            return Ok(());
        }
        let row = authenticator::Entity::find_by_id(row.id).one(tx).await?;
        Err(match row.map(|row| row.status) {
            Some(Status::Active) => CeremonyRefusal::CounterWentBack,
            Some(Status::Suspended) => CeremonyRefusal::Suspended,
            Some(Status::Removed) | None => CeremonyRefusal::Removed,
        }
        .into())
    }
}
