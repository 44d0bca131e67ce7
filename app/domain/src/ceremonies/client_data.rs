//! The client data (WebAuthn Level 3, section 5.8.1): what the browser says the authenticator answered to.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use model::CeremonyRefusal;
use serde::Deserialize;

/// `clientDataJSON`, of which members that are not listed here are ignored, as the specification asks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ClientData {
    /// `webauthn.create` or `webauthn.get`.
    #[serde(rename = "type")]
    pub type_: String,
    /// The challenge, base64url without padding.
    pub challenge: String,
    /// The serialised origin of the page.
    pub origin: String,
    /// Whether the page was in a frame of another origin.
    #[serde(default)]
    pub cross_origin: Option<bool>,
    /// The origin of the top-level page, when `cross_origin`.
    #[serde(default)]
    pub top_origin: Option<String>,
}

impl ClientData {
    /// Parses and checks what does not depend on which challenge was sent.
    ///
    /// # Errors
    /// [`CeremonyRefusal::Malformed`] when it does not parse or is of the other ceremony; [`CeremonyRefusal::WrongOrigin`]
    /// when it was made in a frame or for another origin: compared as text, so that an origin with a path is none.
    pub fn check(json: &[u8], type_: &str, origin: &str) -> Result<Self, CeremonyRefusal> {
        let data: Self = serde_json::from_slice(json).map_err(|_| CeremonyRefusal::Malformed)?;
        if data.type_ != type_ {
            return Err(CeremonyRefusal::Malformed);
        }
        if data.origin != origin || data.cross_origin == Some(true) || data.top_origin.is_some() {
            return Err(CeremonyRefusal::WrongOrigin);
        }
        Ok(data)
    }

    /// The challenge's bytes. Padding or another alphabet is refused: then it is not what was sent.
    ///
    /// # Errors
    /// [`CeremonyRefusal::ChallengeGone`].
    pub fn challenge(&self) -> Result<Vec<u8>, CeremonyRefusal> {
        URL_SAFE_NO_PAD.decode(&self.challenge).map_err(|_| CeremonyRefusal::ChallengeGone)
    }
}
