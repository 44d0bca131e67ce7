//! The answer of the authenticator: verified, and a session opened.

use crate::{
    Client, Domain, Result, Secret,
    audit::{self, Action, Event, Outcome},
    ceremonies,
    entity::ceremony::Purpose,
    sessions,
};
use model::{AppError, SignedIn};
use serde_json::json;

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
/// [`AppError::Ceremony`] when the answer is refused (audited, if this browser had asked for one); when the database fails.
pub async fn finish(domain: &Domain, bearer: Option<&Secret>, credential: &str, client: &Client) -> Result<SignIn> {
    let mut seen = ceremonies::Seen::default();
    let outcome = sign_in(domain, bearer, credential, client, &mut seen).await;
    ceremonies::audit_refusal(domain, Purpose::SignIn, bearer, seen, client, outcome).await
}

async fn sign_in(
    domain: &Domain,
    bearer: Option<&Secret>,
    credential: &str,
    client: &Client,
    seen: &mut ceremonies::Seen,
) -> Result<SignIn> {
    let assertion = ceremonies::verify(domain, Purpose::SignIn, bearer, credential, seen).await?;
    let authenticator = &assertion.authenticator;
    let tx = domain.write().await?;
    let user = assertion.note_use(&tx, domain).await?;
    let session = sessions::open(&tx, domain, user.id, authenticator.id).await?;
    let event = Event {
        action: Action::SignIn,
        outcome: Outcome::Done,
        actor_id: Some(user.id),
        subject_id: Some(user.id),
        detail: json!({ "authenticator": authenticator.id }),
        client,
    };
    audit::record(&tx, domain, event).await?;
    tx.commit().await?;
    let unique_user_id = user.unique_user_id.parse().map_err(|_| AppError::Unexpected)?;
    let signed_in =
        SignedIn { unique_user_id, name: user.name(), roles: assertion.roles, switches: domain.settings().switches };
    Ok(SignIn { session, signed_in })
}
