//! The answer of the authenticator: verified, and a session opened.

use crate::{
    Client, Domain, Error, Result, Secret,
    audit::{self, Action, Event, Outcome},
    ceremonies::{self, ClientData, CredentialJson},
    directory,
    entity::{
        authenticator::{self, Status},
        ceremony::Purpose,
        user,
        words::UserStatus,
    },
    sessions,
};
use model::{AppError, CeremonyFault, SignedIn};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;
use uuid::Uuid;
use webauthn_rs::prelude::{AuthenticationResult, DiscoverableAuthentication, Passkey, PublicKeyCredential};

/// Somebody who signed in.
#[derive(Debug)]
pub struct SignIn {
    /// The session's secret, for the cookie.
    pub session: Secret,
    /// Who it is.
    pub signed_in: SignedIn,
}

/// Finishes a sign-in. `credential` is the outcome of `navigator.credentials.get()` as JSON.
///
/// # Errors
/// [`AppError::Ceremony`] when the answer is refused (audited); when the database fails.
pub async fn finish(domain: &Domain, bearer: Option<&Secret>, credential: &str, client: &Client) -> Result<SignIn> {
    let mut subject_id = None;
    let outcome = verify(domain, bearer, credential, client, &mut subject_id).await;
    if let Err(Error::Told(told)) = &outcome {
        let event = Event {
            action: Action::SignIn,
            outcome: Outcome::Refused,
            actor_id: None,
            subject_id,
            detail: json!({ "reason": told.to_string() }),
            client,
        };
        audit::record_alone(domain, event).await?;
    }
    outcome
}

async fn verify(
    domain: &Domain,
    bearer: Option<&Secret>,
    credential: &str,
    client: &Client,
    subject_id: &mut Option<Uuid>,
) -> Result<SignIn> {
    let origin = domain.settings().origin.origin().ascii_serialization();
    let (parsed, credential) = CredentialJson::parse::<PublicKeyCredential>(credential)?;
    let client_data = ClientData::check(&parsed.client_data_json()?, "webauthn.get", &origin)?;
    let bearer = bearer.ok_or(CeremonyFault::ChallengeGone)?;
    let challenge = client_data.challenge()?;
    let ceremony = ceremonies::take(domain, Purpose::SignIn, &challenge, None, Some(bearer.hash())).await?;
    let ceremony = ceremony.ok_or(CeremonyFault::ChallengeGone)?;
    let state: DiscoverableAuthentication = serde_json::from_str(&ceremony.state)?;

    let (user_handle, credential_id) =
        domain.webauthn.identify_discoverable_authentication(&credential).map_err(|error| ceremonies::fault(&error))?;
    let row = authenticator::Entity::find()
        .filter(authenticator::Column::CredentialId.eq(credential_id.to_vec()))
        .filter(authenticator::Column::UserId.eq(user_handle))
        .one(domain.db())
        .await?
        .ok_or(CeremonyFault::NotRegistered)?;
    *subject_id = Some(row.user_id);
    let mut passkey: Passkey = serde_json::from_str(&row.credential)?;
    let result = domain
        .webauthn
        .finish_discoverable_authentication_v2(&credential, state, &passkey)
        .map_err(|error| ceremonies::fault(&error))?;
    if !result.user_verified() {
        return Err(CeremonyFault::NotVerified.into());
    }
    if row.status == Status::Removed {
        return Err(CeremonyFault::Removed.into());
    }
    passkey.update_credential(&result);
    open_session(domain, &row, &passkey, &result, client).await
}

async fn open_session(
    domain: &Domain,
    row: &authenticator::Model,
    passkey: &Passkey,
    result: &AuthenticationResult,
    client: &Client,
) -> Result<SignIn> {
    let tx = domain.write().await?;
    let user = user::Entity::find_by_id(row.user_id).one(&tx).await?;
    let user = user.filter(|user| user.status == UserStatus::Active).ok_or(CeremonyFault::UserInactive)?;
    // The counter is compared once more in the statement that moves it: of two copies of a key that answer at once, both
    // with the next number, one passes. A counter that stays 0 is none.
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
        .exec(&tx)
        .await?;
    if used.rows_affected != 1 {
        let row = authenticator::Entity::find_by_id(row.id).one(&tx).await?;
        let removed = row.is_none_or(|row| row.status == Status::Removed);
        return Err(if removed { CeremonyFault::Removed } else { CeremonyFault::CounterWentBack }.into());
    }
    let session = sessions::open(&tx, domain, user.id, row.id).await?;
    let event = Event {
        action: Action::SignIn,
        outcome: Outcome::Done,
        actor_id: Some(user.id),
        subject_id: Some(user.id),
        detail: json!({ "authenticator": row.id }),
        client,
    };
    audit::record(&tx, domain, event).await?;
    tx.commit().await?;
    let unique_user_id = user.unique_user_id.parse().map_err(|_| AppError::Unexpected)?;
    let roles = directory::roles(domain, user.id).await?;
    let signed_in = SignedIn { unique_user_id, name: user.name(), roles, switches: domain.settings().switches };
    Ok(SignIn { session, signed_in })
}
