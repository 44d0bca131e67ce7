//! What the registration page finds out before the user presses the button.

use crate::{
    device::{Browser, Device},
    failure::DeviceFailure,
};
use serde::{Deserialize, Serialize};

/// What the browser can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preflight {
    /// The device.
    pub device: Device,
    /// The browser.
    pub browser: Browser,
    /// Whether the page is in a secure context (https, or localhost). WebAuthn works only there.
    pub secure_context: bool,
    /// Whether the browser has `PublicKeyCredential`.
    pub webauthn: bool,
    /// Whether the device itself can verify its user (`isUserVerifyingPlatformAuthenticatorAvailable()`); `None`: not
    /// known, or not known yet.
    pub platform_authenticator: Option<bool>,
    /// Whether a phone or tablet nearby can be used (`getClientCapabilities()`, `hybridTransport`); `None`: not known.
    pub hybrid: Option<bool>,
    /// Whether cookies are on, as far as the page can tell; `None`: the page did not check. Only the server sees whether the
    /// browser sends them back.
    #[serde(default)]
    pub cookies: Option<bool>,
    /// What went wrong before the page could do anything; `None` when nothing did.
    #[serde(default)]
    pub trouble: Option<Trouble>,
}

/// What can go wrong on a link's way to the user, and before its page runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// Something had changed the address, and the page took the token out of it.
    LinkDamaged,
    /// The address had no token. The user pasted the link or its code into the page.
    LinkPasted,
    /// The browser has no WebAssembly, or blocks it, so the page cannot run.
    NoWebAssembly,
    /// The page was not loaded completely, so it does not run.
    NotLoaded,
}

impl Preflight {
    /// The reason why no authenticator of any kind can be registered in this browser; `None` when no such reason is known.
    #[must_use]
    pub const fn obstacle(&self) -> Option<DeviceFailure> {
        if !self.secure_context {
            Some(DeviceFailure::InsecureContext)
        } else if matches!(self.browser, Browser::InApp(_)) {
            Some(DeviceFailure::InApp)
        } else if !self.webauthn {
            Some(DeviceFailure::Unavailable)
        } else if matches!(self.cookies, Some(false)) {
            Some(DeviceFailure::NoCookies)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Preflight;
    use crate::device::{Browser, Device};

    const GOOD: Preflight = Preflight {
        device: Device::Windows,
        browser: Browser::Edge,
        secure_context: true,
        webauthn: true,
        platform_authenticator: Some(true),
        hybrid: Some(true),
        cookies: Some(true),
        trouble: None,
    };

    #[test]
    fn the_preflight_of_an_older_page_can_still_be_read() {
        let mut old = serde_json::to_value(GOOD).unwrap();
        old.as_object_mut().unwrap().retain(|name, _| name != "cookies" && name != "trouble");
        assert_eq!(serde_json::from_value::<Preflight>(old).unwrap(), Preflight { cookies: None, ..GOOD });
    }
}
