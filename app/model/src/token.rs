//! The token of a registration link.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The path of the registration page. The token is in the fragment: `/register#…`.
pub const REGISTRATION_PATH: &str = "/register";

/// The 256 random bits in the fragment of a registration link, as 43 characters of base64url, or any other text that a client
/// sent instead. Only the look-up of its link shows whether it is a real token. Anyone who has it can use the link, so it never
/// appears in a log.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RegistrationToken(String);

impl RegistrationToken {
    /// The token in a link, or in a request of a browser.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Its text. Never log it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for RegistrationToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RegistrationToken([redacted])")
    }
}
