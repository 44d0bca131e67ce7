//! Bearer secrets: registration tokens, session cookies, attempt cookies. Only the bearer has the secret; the database has its
//! SHA-256.

use crate::Random;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use std::fmt;

/// 256 random bits.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 32]);

impl Secret {
    /// Draws a new secret.
    #[must_use]
    pub fn new(random: &dyn Random) -> Self {
        let mut bytes = [0; 32];
        random.fill(&mut bytes);
        Self(bytes)
    }

    /// Reads the text that a bearer sent: 43 characters of base64url without padding. `None` for any other text, which is never a
    /// secret of this service.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// The text for its bearer: 43 characters of base64url without padding. Never log it.
    #[must_use]
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// The hash that the database stores.
    #[must_use]
    pub fn hash(&self) -> SecretHash {
        SecretHash::of(&self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret([redacted])")
    }
}

/// SHA-256 of a secret or of a challenge. 256 random bits need neither a salt nor stretching.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretHash(pub Vec<u8>);

impl SecretHash {
    /// The hash of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;
    use crate::SystemRandom;

    #[test]
    fn a_secret_can_be_written_as_text_and_read_back_and_never_shows_in_debug() {
        let secret = Secret::new(&SystemRandom);
        let text = secret.reveal();
        assert_eq!(text.len(), 43);
        assert_eq!(Secret::parse(&text), Some(secret.clone()));
        assert_eq!(format!("{secret:?}"), "Secret([redacted])");
    }

    #[test]
    fn only_256_bits_in_base64url_are_read_as_a_secret() {
        for text in ["", "abc", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", &"A".repeat(44), "+/+/"] {
            assert_eq!(Secret::parse(text), None, "{text}");
        }
    }
}
