//! What the registration page finds out before the tap.

use crate::{
    device::{Browser, Device},
    failure::Failure,
    kind::AuthenticatorKind,
};
use serde::{Deserialize, Serialize};

/// What the browser can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preflight {
    /// The device.
    pub device: Device,
    /// The browser.
    pub browser: Browser,
    /// Whether the page is in a secure context (https, or localhost). WebAuthn works in no other.
    pub secure_context: bool,
    /// Whether there is `PublicKeyCredential`.
    pub webauthn: bool,
    /// Whether the device itself can verify its user (`isUserVerifyingPlatformAuthenticatorAvailable()`); `None`: not
    /// known, or not known yet.
    pub platform_authenticator: Option<bool>,
    /// Whether a phone or tablet nearby can be used (`getClientCapabilities()`, `hybridTransport`); `None`: not known.
    pub hybrid: Option<bool>,
    /// Whether cookies are on, as far as the page can tell; `None`: it did not look. Whether they come back, the server sees.
    #[serde(default)]
    pub cookies: Option<bool>,
}

impl Preflight {
    /// Why authenticators of `kind` cannot be registered here, as far as that is certain.
    #[must_use]
    pub fn obstacle(&self, kind: AuthenticatorKind) -> Option<Failure> {
        let built_in = self.platform_authenticator != Some(false);
        if !self.secure_context {
            Some(Failure::InsecureContext)
        } else if matches!(self.browser, Browser::InApp(_)) {
            Some(Failure::InApp)
        } else if !self.webauthn {
            Some(Failure::Unavailable)
        } else if self.cookies == Some(false) {
            Some(Failure::NoCookies)
        } else {
            match kind {
                AuthenticatorKind::WindowsHello if self.device != Device::Windows => Some(Failure::WrongDevice),
                AuthenticatorKind::WindowsHello if !built_in => Some(Failure::NoPlatformAuthenticator),
                // A computer without one can still reach a phone.
                AuthenticatorKind::Passkey if self.device.is_mobile() && !built_in => {
                    Some(Failure::NoPlatformAuthenticator)
                }
                _ => None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Preflight;
    use crate::{
        AuthenticatorKind::{Passkey, SecurityKey, WindowsHello},
        device::{App, Browser, Device},
        failure::Failure,
    };

    const GOOD: Preflight = Preflight {
        device: Device::Windows,
        browser: Browser::Edge,
        secure_context: true,
        webauthn: true,
        platform_authenticator: Some(true),
        hybrid: Some(true),
        cookies: Some(true),
    };

    #[test]
    fn what_stands_in_the_way_is_said_before_the_tap() {
        let phone = Preflight { device: Device::Iphone, browser: Browser::Safari, ..GOOD };
        let nothing_built_in = Preflight { platform_authenticator: Some(false), ..GOOD };
        for (found, kind, expected) in [
            (GOOD, Passkey, None),
            (GOOD, WindowsHello, None),
            (GOOD, SecurityKey, None),
            (phone, Passkey, None),
            (phone, SecurityKey, None),
            (phone, WindowsHello, Some(Failure::WrongDevice)),
            (nothing_built_in, Passkey, None),
            (nothing_built_in, SecurityKey, None),
            (nothing_built_in, WindowsHello, Some(Failure::NoPlatformAuthenticator)),
            (
                Preflight { platform_authenticator: Some(false), ..phone },
                Passkey,
                Some(Failure::NoPlatformAuthenticator),
            ),
            // What is not known yet stops nobody.
            (Preflight { platform_authenticator: None, ..GOOD }, WindowsHello, None),
            (Preflight { secure_context: false, webauthn: false, ..GOOD }, Passkey, Some(Failure::InsecureContext)),
            (Preflight { webauthn: false, ..GOOD }, Passkey, Some(Failure::Unavailable)),
            (Preflight { cookies: Some(false), ..GOOD }, Passkey, Some(Failure::NoCookies)),
            (Preflight { cookies: Some(false), ..phone }, SecurityKey, Some(Failure::NoCookies)),
            (Preflight { cookies: None, ..GOOD }, Passkey, None),
            (
                Preflight { browser: Browser::InApp(App::Teams), webauthn: false, ..phone },
                Passkey,
                Some(Failure::InApp),
            ),
        ] {
            assert_eq!(found.obstacle(kind), expected, "{found:?} {kind:?}");
        }
    }

    #[test]
    fn what_a_page_of_an_older_version_found_can_still_be_read() {
        let mut old = serde_json::to_value(GOOD).unwrap();
        old.as_object_mut().unwrap().remove("cookies");
        assert_eq!(serde_json::from_value::<Preflight>(old).unwrap(), Preflight { cookies: None, ..GOOD });
    }
}
