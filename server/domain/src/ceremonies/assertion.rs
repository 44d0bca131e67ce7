//! An assertion: the answer to `navigator.credentials.get()`. Signing in and testing an authenticator are both one; what
//! follows from it is theirs.

use super::{ClientData, CredentialJson, NewCeremony, fault, keep, take, take_any};
use crate::{
    Client, Domain, Error, Result, Secret,
    access::assures_enough,
    audit::{self, Action, Event, Outcome},
    directory,
    entity::{
        authenticator::{self, Status},
        ceremony::Purpose,
        user,
        words::UserStatus,
    },
};
use model::{CeremonyFault, StaffRole};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;
use uuid::Uuid;
use webauthn_rs::prelude::{AuthenticationResult, DiscoverableAuthentication, Passkey, PublicKeyCredential};

/// An assertion that a browser was asked for.
#[derive(Debug)]
pub struct Challenge {
    /// `PublicKeyCredentialRequestOptionsJSON` within `{"publicKey": …}`, as JSON text.
    pub options: String,
    /// For a cookie: only the browser that asked can answer, so nobody is taken for somebody else unawares.
    pub bearer: Secret,
}

/// Asks for an assertion by any discoverable credential, so without a user name.
///
/// # Errors
/// When the database fails.
pub(crate) async fn ask(domain: &Domain, purpose: Purpose) -> Result<Challenge> {
    let (mut options, state) = domain
        .webauthn
        .start_discoverable_authentication()
        .map_err(|error| Error::Fault(format!("assertion options: {error}")))?;
    // webauthn-rs makes these options for autofill; here a button was pressed, so the browser is to show its dialogue.
    options.mediation = None;
    let bearer = Secret::new(&*domain.random);
    let ceremony = NewCeremony {
        purpose,
        challenge: &options.public_key.challenge,
        registration_attempt_id: None,
        bearer_hash: Some(bearer.hash()),
        state: serde_json::to_string(&state)?,
    };
    keep(domain.db(), domain, ceremony).await?;
    Ok(Challenge { options: serde_json::to_string(&options)?, bearer })
}

/// An assertion that may be acted on: the signature is right, and the authenticator assures enough of its owner.
pub(crate) struct Assertion {
    /// The authenticator, as it was before.
    pub authenticator: authenticator::Model,
    /// The roles of its owner.
    pub roles: Vec<StaffRole>,
    passkey: Passkey,
    result: AuthenticationResult,
}

/// What is known of an answer so far, for the audit of a refusal.
#[derive(Default)]
pub(crate) struct Seen {
    /// Whether a ceremony of this browser was taken for it.
    taken: bool,
    /// Whose authenticator it is.
    subject_id: Option<Uuid>,
}

/// Verifies `credential`, the outcome of `get()` as JSON text. What is found out goes into `seen`.
///
/// # Errors
/// [`model::AppError::Ceremony`]; when the database fails.
pub(crate) async fn verify(
    domain: &Domain,
    purpose: Purpose,
    bearer: Option<&Secret>,
    credential: &str,
    seen: &mut Seen,
) -> Result<Assertion> {
    let origin = domain.settings().origin.origin().ascii_serialization();
    let (parsed, credential) = CredentialJson::parse::<PublicKeyCredential>(credential)?;
    let client_data = ClientData::check(&parsed.client_data_json()?, "webauthn.get", &origin)?;
    let bearer = bearer.ok_or(CeremonyFault::ChallengeGone)?;
    let challenge = client_data.challenge()?;
    let ceremony = take(domain, purpose, &challenge, None, Some(bearer.hash())).await?;
    let ceremony = ceremony.ok_or(CeremonyFault::ChallengeGone)?;
    seen.taken = true;
    let state: DiscoverableAuthentication = serde_json::from_str(&ceremony.state)?;

    let (user_handle, credential_id) =
        domain.webauthn.identify_discoverable_authentication(&credential).map_err(|error| fault(&error))?;
    let authenticator = authenticator::Entity::find()
        .filter(authenticator::Column::CredentialId.eq(credential_id.to_vec()))
        .filter(authenticator::Column::UserId.eq(user_handle))
        .one(domain.db())
        .await?
        .ok_or(CeremonyFault::NotRegistered)?;
    seen.subject_id = Some(authenticator.user_id);
    let mut passkey: Passkey = serde_json::from_str(&authenticator.credential)?;
    let result = domain
        .webauthn
        .finish_discoverable_authentication_v2(&credential, state, &passkey)
        .map_err(|error| fault(&error))?;
    if !result.user_verified() {
        return Err(CeremonyFault::NotVerified.into());
    }
    if authenticator.status == Status::Removed {
        return Err(CeremonyFault::Removed.into());
    }
    let roles = directory::roles(domain, authenticator.user_id).await?;
    if !assures_enough(domain, &roles, authenticator.kind.into()) {
        return Err(CeremonyFault::AssuranceTooLow.into());
    }
    passkey.update_credential(&result);
    Ok(Assertion { authenticator, roles, passkey, result })
}

/// Audits `outcome`, what came of an assertion, when it is a refusal, and hands it on. Nobody is signed in, so it has no actor.
/// An answer takes a ceremony that this browser asked for, be it as malformed as it likes; one that has none to take is only
/// logged, so that nobody fills the audit log with answers to nothing.
///
/// # Errors
/// Those of `outcome`; when the database fails.
pub(crate) async fn audit_refusal<T>(
    domain: &Domain,
    purpose: Purpose,
    bearer: Option<&Secret>,
    Seen { taken, subject_id }: Seen,
    client: &Client,
    outcome: Result<T>,
) -> Result<T> {
    if let Err(Error::Told(told)) = &outcome {
        if !taken && !take_any(domain, purpose, bearer).await? {
            tracing::info!(?purpose, reason = %told, "an answer to nothing was refused");
            return outcome;
        }
        let action = match purpose {
            Purpose::SignIn => Action::SignIn,
            Purpose::Test => Action::TestAuthenticator,
            Purpose::Registration => Action::Register,
        };
        let detail = json!({ "reason": told.to_string() });
        let event = Event { action, outcome: Outcome::Refused, actor_id: None, subject_id, detail, client };
        audit::record_alone(domain, event).await?;
    }
    outcome
}

impl Assertion {
    /// Notes the use of the authenticator. Gives its owner, who is active.
    ///
    /// # Errors
    /// [`CeremonyFault::UserInactive`]; [`CeremonyFault::Removed`] and [`CeremonyFault::CounterWentBack`] when another
    /// request was first; when the database fails.
    pub(crate) async fn note_use(&self, tx: &DatabaseTransaction, domain: &Domain) -> Result<user::Model> {
        let Self { authenticator: row, passkey, result, .. } = self;
        let user = user::Entity::find_by_id(row.user_id).one(tx).await?;
        let user = user.filter(|user| user.status == UserStatus::Active).ok_or(CeremonyFault::UserInactive)?;
        // The counter is compared once more in the statement that moves it: of two copies of a key that answer at once,
        // both with the next number, one passes. A counter that stays 0 is none.
        let (counter, stored) = (i64::from(result.counter()), authenticator::Column::SignCount);
        let ahead = if counter == 0 { stored.eq(0) } else { stored.lt(counter) };
        let used = authenticator::Entity::update_many()
            .col_expr(authenticator::Column::Credential, Expr::value(serde_json::to_string(passkey)?))
            .col_expr(authenticator::Column::SignCount, Expr::value(counter))
            .col_expr(authenticator::Column::BackupState, Expr::value(result.backup_state()))
            .col_expr(authenticator::Column::LastUsedAt, Expr::value(domain.now()))
            .filter(authenticator::Column::Id.eq(row.id))
            .filter(authenticator::Column::Status.eq(Status::Active))
            .filter(ahead)
            .exec(tx)
            .await?;
        if used.rows_affected == 1 {
            return Ok(user);
        }
        let row = authenticator::Entity::find_by_id(row.id).one(tx).await?;
        let removed = row.is_none_or(|row| row.status == Status::Removed);
        Err(if removed { CeremonyFault::Removed } else { CeremonyFault::CounterWentBack }.into())
    }
}
