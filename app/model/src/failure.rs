//! Device failures: the names of the DOMException with which `navigator.credentials.create()` is rejected (WebAuthn Level 3,
//! section 5.1.3), and the problems that the page finds before this call. The advice after a failed registration depends on the
//! kind of authenticator, so it is in the module `kinds` of the pages.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray, VariantNames};

/// What went wrong on the device.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, VariantArray, VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DeviceFailure {
    /// `NotAllowedError`: cancelled, timed out, or not allowed. WebAuthn makes these indistinguishable on purpose.
    NotAllowed,
    /// `InvalidStateError`: the authenticator is in `excludeCredentials`, so it is registered already.
    InvalidState,
    /// `InvalidStateError` when the user wanted to use a phone or tablet nearby: that one is registered already.
    AlreadyNearby,
    /// `NotSupportedError`: no authenticator supports an algorithm that was offered.
    NotSupported,
    /// `ConstraintError`: no user verification or no discoverable credentials on this device.
    Constraint,
    /// `SecurityError`: the page's address does not match the RP ID.
    Security,
    /// `AbortError`: the page itself cancelled the call.
    Abort,
    /// The page is not in a secure context.
    InsecureContext,
    /// The page is open inside another app.
    InApp,
    /// This browser has no WebAuthn.
    Unavailable,
    /// The browser does not keep cookies.
    NoCookies,
    /// The device cannot verify its user: no screen lock, or no Windows Hello.
    NoPlatformAuthenticator,
    /// The link is for Windows Hello, and this is not a Windows computer.
    WrongDevice,
    /// Anything else.
    Other,
}

impl DeviceFailure {
    /// The failure with this DOMException name.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "NotAllowedError" => Self::NotAllowed,
            "InvalidStateError" => Self::InvalidState,
            "NotSupportedError" => Self::NotSupported,
            "ConstraintError" => Self::Constraint,
            "SecurityError" => Self::Security,
            "AbortError" => Self::Abort,
            _ => Self::Other,
        }
    }

    /// What to tell a user whose sign-in failed.
    #[must_use]
    pub const fn when_signing_in(self) -> &'static str {
        match self {
            Self::NotAllowed | Self::Abort => {
                "You were not signed in: you cancelled, or it took too long. Try again. If your device offered nothing, \
                 the authenticator may be on another device."
            }
            Self::Security | Self::InsecureContext => {
                "This page is not at its right address. Check the address, then try again."
            }
            Self::Unavailable | Self::InApp => {
                "This browser cannot sign you in. Open this page in Safari, Chrome, Edge or Firefox itself, not inside another app."
            }
            _ => "Something went wrong on this device. Try again, or use another device.",
        }
    }

    /// What to tell a user whose test of an authenticator failed.
    #[must_use]
    pub const fn when_testing(self) -> &'static str {
        match self {
            Self::NotAllowed | Self::Abort => {
                "The test did not work: you cancelled, or it took too long. Try again. If your device offered nothing, the \
                 authenticator may be on another device."
            }
            Self::Unavailable | Self::InApp => {
                "This browser cannot run the test. Open this page in Safari, Chrome, Edge or Firefox itself, not inside another app."
            }
            other => other.when_signing_in(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DeviceFailure;

    #[test]
    fn an_unknown_exception_becomes_other() {
        assert_eq!(DeviceFailure::from_name("NotAllowedError"), DeviceFailure::NotAllowed);
        assert_eq!(DeviceFailure::from_name("DataCloneError"), DeviceFailure::Other);
    }
}
