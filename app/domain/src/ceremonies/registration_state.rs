//! What webauthn-rs needs to verify the response of a registration.

use crate::{Error, Result};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;
use webauthn_rs::{Webauthn, prelude::PasskeyRegistration};

/// The state of webauthn-rs for a registration with this challenge. Its states differ only in their challenges, so the database
/// holds nothing but the hash of the challenge: the response contains the challenge itself.
///
/// # Errors
/// [`Error::Bug`] when a state of webauthn-rs looks different from what this function expects.
pub(crate) fn registration_state(webauthn: &Webauthn, challenge: &[u8]) -> Result<PasskeyRegistration> {
    let (_, any) = webauthn
        .start_passkey_registration(Uuid::nil(), "anybody", "anybody", None)
        .map_err(|error| Error::Bug(format!("a registration's state: {error}")))?;
    let mut state = serde_json::to_value(&any)?;
    let place = state.pointer_mut("/rs/challenge").ok_or_else(|| Error::Bug("a state without challenge".to_owned()))?;
    *place = URL_SAFE_NO_PAD.encode(challenge).into();
    Ok(serde_json::from_value(state)?)
}

#[cfg(test)]
mod tests {
    use super::registration_state;
    use uuid::Uuid;
    use webauthn_rs::{WebauthnBuilder, prelude::Url};

    #[test]
    fn the_state_of_every_registration_can_be_made_from_its_challenge() {
        let origin = Url::parse("https://cim.invalid").unwrap();
        let webauthn = WebauthnBuilder::new("cim.invalid", &origin).unwrap().build().unwrap();
        let (id, user, name) = (Uuid::from_u128(1), "nia@example.invalid", "Nia Evans");
        let (options, state) = webauthn.start_passkey_registration(id, user, name, None).unwrap();
        let made = registration_state(&webauthn, &options.public_key.challenge).unwrap();
        assert_eq!(serde_json::to_value(made).unwrap(), serde_json::to_value(state).unwrap());
    }
}
