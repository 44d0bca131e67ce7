//! How a WebAuthn call fails in the browser (WebAuthn Level 3, sections 5.1.3 and 5.1.4): the `name` of its DOMException.

/// The names that matter, and what they mean here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// `NotAllowedError`: cancelled, timed out, or not allowed. By design these cannot be told apart.
    NotAllowed,
    /// `InvalidStateError`: the authenticator is in `excludeCredentials`, so it is registered already.
    InvalidState,
    /// `NotSupportedError`: no authenticator knows an algorithm that was offered.
    NotSupported,
    /// `ConstraintError`: no user verification or no discoverable credentials on this device.
    Constraint,
    /// `SecurityError`: the page's address does not fit the RP ID.
    Security,
    /// `AbortError`: the page itself gave up.
    Abort,
    /// There is no WebAuthn in this browser, or the page is not in a secure context.
    Unavailable,
    /// Anything else.
    Other,
}

impl Failure {
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
}
