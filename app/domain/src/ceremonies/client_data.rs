//! The client data (WebAuthn Level 3, section 5.8.1): the challenge and the origin to which the authenticator responded, as the
//! browser reports them.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use model::CeremonyRefusal;
use serde::Deserialize;

/// `clientDataJSON`. Members that are not listed here are ignored, as the specification requires.
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
    /// Parses the client data, and checks what does not depend on the challenge that was sent.
    ///
    /// # Errors
    /// [`CeremonyRefusal::Malformed`] when it does not parse or belongs to the other ceremony; [`CeremonyRefusal::WrongOrigin`]
    /// when it was made in a frame or for another origin. Origins are compared as text, so an origin with a path does not match.
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

    /// The challenge's bytes. Padding or another alphabet is refused, because the server does not send a challenge like that.
    ///
    /// # Errors
    /// [`CeremonyRefusal::ChallengeGone`].
    pub fn challenge(&self) -> Result<Vec<u8>, CeremonyRefusal> {
        URL_SAFE_NO_PAD.decode(&self.challenge).map_err(|_| CeremonyRefusal::ChallengeGone)
    }
}
