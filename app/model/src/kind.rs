//! The kinds of authenticator that can be issued, and the assurance level of each.

use serde::{Deserialize, Serialize};
use std::fmt;
use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};

/// What a user signs in with, in the order in which the pages offer the kinds. Staff already know these words.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
    VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "kebab-case")]
pub enum AuthenticatorKind {
    /// A discoverable credential on a phone, a computer or in a password manager; it may be synced between devices.
    Passkey,
    /// A USB or NFC device with a PIN or a fingerprint reader; never synced.
    SecurityKey,
    /// The platform authenticator of a Windows computer; never synced.
    WindowsHello,
}

impl AuthenticatorKind {
    /// The words on the page: `Passkey`, `Security key`, `Windows Hello`.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Passkey => "Passkey",
            Self::SecurityKey => "Security key",
            Self::WindowsHello => "Windows Hello",
        }
    }

    /// The words within a sentence: `passkey`, `security key`, `Windows Hello`.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Passkey => "passkey",
            Self::SecurityKey => "security key",
            Self::WindowsHello => "Windows Hello",
        }
    }

    /// One of them, within a sentence: `a passkey`, `a security key`, `Windows Hello`.
    #[must_use]
    pub const fn one(self) -> &'static str {
        match self {
            Self::Passkey => "a passkey",
            Self::SecurityKey => "a security key",
            Self::WindowsHello => "Windows Hello",
        }
    }

    /// The word in addresses, forms and the database: `passkey`, `security-key`, `windows-hello`.
    #[must_use]
    pub fn slug(self) -> &'static str {
        self.into()
    }

    /// The assurance level of the kind (NIST SP 800-63B).
    #[must_use]
    pub const fn assurance(self) -> AssuranceLevel {
        match self {
            Self::Passkey => AssuranceLevel::Aal2,
            Self::SecurityKey | Self::WindowsHello => AssuranceLevel::Aal3,
        }
    }
}

/// Authenticator assurance level (NIST SP 800-63B).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AssuranceLevel {
    /// Two factors; the key may be synced.
    Aal2,
    /// Two factors; the key cannot leave its hardware.
    Aal3,
}

impl fmt::Display for AssuranceLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Aal2 => "AAL2",
            Self::Aal3 => "AAL3",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::AuthenticatorKind;
    use strum::VariantArray;

    #[test]
    fn every_slug_is_read_back_as_its_kind() {
        for kind in AuthenticatorKind::VARIANTS {
            assert_eq!(kind.slug().parse(), Ok(*kind));
        }
        assert!("smartcard".parse::<AuthenticatorKind>().is_err());
    }
}
