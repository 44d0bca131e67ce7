//! What the user's page found out about its browser, as far as the agent has to know it for this kind of authenticator.

use crate::kinds::{advice, obstacle};
use model::{AttemptFailure, AuthenticatorKind, Browser, Device, Preflight, Trouble};

/// What the agent can read out to the user, or ask.
pub fn what_failed(kind: AuthenticatorKind, failure: AttemptFailure, device: Device) -> &'static str {
    match failure {
        AttemptFailure::Device(failure) => advice(kind, failure, device).agent,
        AttemptFailure::Refused(refusal) => refusal.for_agent(),
    }
}

/// What prevents registering in this browser, and what to ask the user to do; `None` when nothing does.
pub fn in_the_way(kind: AuthenticatorKind, preflight: &Preflight) -> Option<&'static str> {
    let obstacle = || obstacle(kind, preflight).map(|failure| advice(kind, failure, preflight.device).agent);
    does_not_run(preflight.trouble).or_else(obstacle)
}

/// Why the page does not run in a browser, and what to ask the user to do; `None` when it does.
fn does_not_run(trouble: Option<Trouble>) -> Option<&'static str> {
    match trouble? {
        Trouble::LinkDamaged | Trouble::LinkPasted => None,
        Trouble::NoWebAssembly => Some(
            "The browser blocks WebAssembly, which the page needs: Lockdown Mode on an iPhone, iPad or Mac, or enhanced security \
             in Edge. Ask them to allow it for this site, as their page says, or to open the link on another device.",
        ),
        Trouble::NotLoaded => Some(
            "The page could not be loaded completely. Ask them to check their connection and load it again, or to open the link \
             in another browser.",
        ),
    }
}

/// What the page found out, in a few words. A security key is a device of its own, so what is built into this one does not matter.
pub fn findings(kind: AuthenticatorKind, preflight: &Preflight) -> String {
    let on_the_device = kind != AuthenticatorKind::SecurityKey;
    let built_in = match preflight.platform_authenticator {
        Some(true) if on_the_device => "Screen lock or Windows Hello: yes. ",
        Some(false) if on_the_device => "Screen lock or Windows Hello: not set up. ",
        _ => "",
    };
    // A phone or tablet needs no other one.
    let from_here = kind == AuthenticatorKind::Passkey && !preflight.device.is_mobile();
    let bluetooth = match preflight.hybrid {
        Some(true) if from_here => "Bluetooth: on. ",
        Some(false) if from_here => "Bluetooth: off or missing. ",
        _ => "",
    };
    let app = if matches!(preflight.browser, Browser::InApp(_)) { "Opened inside an app. " } else { "" };
    let webauthn = if preflight.webauthn { "" } else { "This browser cannot create passkeys. " };
    [arrived(preflight.trouble), built_in, bluetooth, app, webauthn].concat()
}

/// What the page found out about the link on its way.
fn arrived(trouble: Option<Trouble>) -> &'static str {
    match trouble {
        Some(Trouble::LinkDamaged) => {
            "Something had changed the link on its way, such as a mail gateway. The page mended it. "
        }
        Some(Trouble::LinkPasted) => "The page was opened without its code, so the user pasted the link or the code. ",
        Some(Trouble::NoWebAssembly | Trouble::NotLoaded) | None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::findings;
    use crate::kinds::tests::GOOD;
    use model::{
        AuthenticatorKind::{Passkey, SecurityKey, WindowsHello},
        Device, Preflight,
    };

    #[test]
    fn only_what_matters_for_the_kind_is_said() {
        let nothing = Preflight { platform_authenticator: Some(false), hybrid: Some(false), ..GOOD };
        let phone = Preflight { device: Device::Iphone, ..nothing };
        for (kind, found, expected) in [
            (Passkey, GOOD, "Screen lock or Windows Hello: yes. Bluetooth: on. "),
            (Passkey, nothing, "Screen lock or Windows Hello: not set up. Bluetooth: off or missing. "),
            (Passkey, phone, "Screen lock or Windows Hello: not set up. "),
            (WindowsHello, nothing, "Screen lock or Windows Hello: not set up. "),
            (SecurityKey, nothing, ""),
            (SecurityKey, Preflight { webauthn: false, ..nothing }, "This browser cannot create passkeys. "),
        ] {
            assert_eq!(findings(kind, &found), expected, "{kind:?} {found:?}");
        }
    }
}
