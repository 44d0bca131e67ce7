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
    /// `NotReadableError`: the password manager of the device could not be reached. Android says this.
    NotReadable,
    /// `UnknownError`: the authenticator, or the system, failed and said no more.
    Unknown,
    /// `OperationError`: another request is still open.
    Operation,
    /// `TimeoutError`: it took too long.
    Timeout,
    /// `DataError`: a password manager, or an extension of the browser, could not use the options.
    Data,
    /// `EncodingError`: as [`Self::Data`].
    Encoding,
    /// `TypeError`: the browser, or an extension of it, could not use the options, or has only a part of WebAuthn.
    Type,
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
            "NotReadableError" => Self::NotReadable,
            "UnknownError" => Self::Unknown,
            "OperationError" => Self::Operation,
            "TimeoutError" => Self::Timeout,
            "DataError" => Self::Data,
            "EncodingError" => Self::Encoding,
            "TypeError" => Self::Type,
            _ => Self::Other,
        }
    }

    /// The name of the exception that the browser reported, for agents and for support: one of a list, else `other`. `None` when
    /// the page found the problem itself.
    #[must_use]
    pub const fn exception(self) -> Option<&'static str> {
        match self {
            Self::NotAllowed => Some("NotAllowedError"),
            Self::InvalidState | Self::AlreadyNearby => Some("InvalidStateError"),
            Self::NotSupported => Some("NotSupportedError"),
            Self::Constraint => Some("ConstraintError"),
            Self::Security => Some("SecurityError"),
            Self::Abort => Some("AbortError"),
            Self::NotReadable => Some("NotReadableError"),
            Self::Unknown => Some("UnknownError"),
            Self::Operation => Some("OperationError"),
            Self::Timeout => Some("TimeoutError"),
            Self::Data => Some("DataError"),
            Self::Encoding => Some("EncodingError"),
            Self::Type => Some("TypeError"),
            Self::Other => Some("other"),
            Self::InsecureContext
            | Self::InApp
            | Self::Unavailable
            | Self::NoCookies
            | Self::NoPlatformAuthenticator
            | Self::WrongDevice => None,
        }
    }

    /// Whether something on the device did not work. A dialogue that was cancelled, or took too long, is no fault of the device,
    /// and that it is registered already is news and no failure.
    #[must_use]
    pub const fn is_of_the_device(self) -> bool {
        match self {
            Self::NotAllowed | Self::Abort | Self::Timeout | Self::InvalidState | Self::AlreadyNearby => false,
            Self::NotSupported
            | Self::Constraint
            | Self::Security
            | Self::NotReadable
            | Self::Unknown
            | Self::Operation
            | Self::Data
            | Self::Encoding
            | Self::Type
            | Self::InsecureContext
            | Self::InApp
            | Self::Unavailable
            | Self::NoCookies
            | Self::NoPlatformAuthenticator
            | Self::WrongDevice
            | Self::Other => true,
        }
    }

    /// What to tell a user whose sign-in failed.
    #[must_use]
    pub const fn when_signing_in(self) -> &'static str {
        match self {
            Self::NotAllowed | Self::Abort | Self::Timeout => {
                "You were not signed in. You may have cancelled or run out of time. Try again. If you were not asked for your \
                 passkey, it may be on another device."
            }
            Self::Security | Self::InsecureContext => "The web address is not right. Check it and try again.",
            Self::Unavailable | Self::InApp => {
                "You cannot sign in with this browser. Open this page in Safari, Chrome, Edge or Firefox."
            }
            _ => "Something went wrong on this device. Try again, or use another device.",
        }
    }

    /// What to tell a user whose test of an authenticator failed.
    #[must_use]
    pub const fn when_testing(self) -> &'static str {
        match self {
            Self::NotAllowed | Self::Abort | Self::Timeout => {
                "The test did not finish. You may have cancelled or run out of time. Try again. If you were not asked for your \
                 passkey, it may be on another device."
            }
            Self::Unavailable | Self::InApp => {
                "You cannot do the test with this browser. Open this page in Safari, Chrome, Edge or Firefox."
            }
            other => other.when_signing_in(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DeviceFailure;
    use strum::VariantArray;

    #[test]
    fn an_unknown_exception_becomes_other() {
        assert_eq!(DeviceFailure::from_name("NotAllowedError"), DeviceFailure::NotAllowed);
        for name in ["DataCloneError", "Error", "", "other", "notallowederror"] {
            assert_eq!(DeviceFailure::from_name(name), DeviceFailure::Other, "{name}");
        }
    }

    #[test]
    fn a_failure_with_an_exception_is_the_failure_of_that_exceptions_name() {
        for &failure in DeviceFailure::VARIANTS {
            let Some(name) = failure.exception() else { continue };
            let expected = match failure {
                // The browser cannot know which device the user wanted.
                DeviceFailure::AlreadyNearby => DeviceFailure::InvalidState,
                failure => failure,
            };
            assert_eq!(DeviceFailure::from_name(name), expected, "{name}");
        }
    }
}
