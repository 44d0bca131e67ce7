//! The options for `navigator.credentials.get()`.

use crate::{
    Domain, Error, Result, Secret,
    ceremonies::{self, NewCeremony},
    entity::ceremony::Purpose,
};

/// A sign-in that a browser started.
#[derive(Debug)]
pub struct Challenge {
    /// `PublicKeyCredentialRequestOptionsJSON` within `{"publicKey": …}`, as JSON text.
    pub options: String,
    /// For a cookie: only the browser that asked can answer, so nobody is signed in as somebody else unawares.
    pub bearer: Secret,
}

/// Starts a sign-in.
///
/// # Errors
/// When the database fails.
pub async fn start(domain: &Domain) -> Result<Challenge> {
    let (mut options, state) = domain
        .webauthn
        .start_discoverable_authentication()
        .map_err(|error| Error::Fault(format!("sign-in options: {error}")))?;
    // webauthn-rs makes these options for autofill; here a button was pressed, so the browser is to show its dialogue.
    options.mediation = None;
    let bearer = Secret::new(&*domain.random);
    let ceremony = NewCeremony {
        purpose: Purpose::SignIn,
        challenge: &options.public_key.challenge,
        registration_attempt_id: None,
        bearer_hash: Some(bearer.hash()),
        state: serde_json::to_string(&state)?,
    };
    ceremonies::keep(domain.db(), domain, ceremony).await?;
    Ok(Challenge { options: serde_json::to_string(&options)?, bearer })
}
