//! What the pages say about each kind of authenticator: to the user, to the agent who issues it, and when a registration fails.
//! Each kind has a file. The functions here choose the file.
//!
//! The words for the user and the words for the agent are separate, so that each of the two WASM modules contains only the
//! words that it uses.

mod advice;
mod passkey;
mod picture;
mod say;
mod security_key;
mod windows_hello;

pub use advice::{Advice, Next};
pub use passkey::{CHOICE, NEARBY, NEARBY_STEPS, NEARBY_TAP};
pub use picture::Picture;
pub use say::say;

use advice::of_every_kind;
use model::{AuthenticatorKind, Browser, Device, DeviceFailure, Place, Preflight};

/// What the registration page says.
#[derive(Debug)]
pub struct ForUser {
    /// The heading before *Continue*.
    pub heading: &'static str,
    /// What the kind is: a heading, and a sentence.
    pub about: (&'static str, &'static str),
    /// The steps on a device, from *Continue* to the end.
    pub steps: fn(Device) -> [&'static str; 3],
    /// A note for users of this device and browser, if there is one: a heading, and the words.
    pub note: fn(Device, Browser) -> Option<(&'static str, &'static str)>,
    /// Which secrets stay with the user.
    pub secret: &'static str,
    /// The heading of the last step.
    pub ready: &'static str,
    /// What happens after the tap.
    pub tap: &'static str,
    /// What a device will show after the tap.
    pub picture: fn(Device) -> Picture,
    /// The button's words.
    pub button: &'static str,
    /// The words when the authenticator is registered.
    pub yours: &'static str,
    /// What to do then.
    pub test: &'static str,
    /// The heading when the test has worked.
    pub works: &'static str,
    /// The heading when the server refused the response.
    pub not_registered: &'static str,
    /// The heading when the authenticator is registered already.
    pub already_registered: &'static str,
}

/// What the agents' pages say.
#[derive(Debug)]
pub struct ForAgent {
    /// What it is, for the page on which the agent chooses the kind.
    pub hint: &'static str,
    /// The heading of the instructions.
    pub title: &'static str,
    /// What must happen while the agent is there.
    pub presence: &'static str,
    /// The steps for the agent.
    pub before: [&'static str; 5],
    /// What the user will see, by device.
    pub devices: &'static [(&'static str, &'static str)],
    /// What goes wrong most often.
    pub troubles: &'static [(DeviceFailure, Device)],
}

/// The words for the user.
pub fn for_user(kind: AuthenticatorKind) -> &'static ForUser {
    match kind {
        AuthenticatorKind::Passkey => &passkey::FOR_USER,
        AuthenticatorKind::SecurityKey => &security_key::FOR_USER,
        AuthenticatorKind::WindowsHello => &windows_hello::FOR_USER,
    }
}

/// The words for the agent.
pub fn for_agent(kind: AuthenticatorKind) -> &'static ForAgent {
    match kind {
        AuthenticatorKind::Passkey => &passkey::FOR_AGENT,
        AuthenticatorKind::SecurityKey => &security_key::FOR_AGENT,
        AuthenticatorKind::WindowsHello => &windows_hello::FOR_AGENT,
    }
}

/// What to say about `failure` when an authenticator of `kind` was to be registered on `device`.
pub fn advice(kind: AuthenticatorKind, failure: DeviceFailure, device: Device) -> Advice {
    // A device that waited too long cannot be told from one in which the user cancelled.
    let failure = if failure == DeviceFailure::Timeout { DeviceFailure::NotAllowed } else { failure };
    let of_this_kind = match kind {
        AuthenticatorKind::Passkey => passkey::advice(failure, device),
        AuthenticatorKind::SecurityKey => security_key::advice(failure, device),
        AuthenticatorKind::WindowsHello => windows_hello::advice(failure),
    };
    of_this_kind.unwrap_or_else(|| of_every_kind(failure))
}

/// Whether the user chooses between this computer and a phone or tablet.
pub fn offers_both(kind: AuthenticatorKind, found: &Preflight) -> bool {
    match kind {
        AuthenticatorKind::Passkey => found.device == Device::Windows && found.platform_authenticator == Some(true),
        AuthenticatorKind::SecurityKey | AuthenticatorKind::WindowsHello => false,
    }
}

/// Whether the authenticator will be on a phone or tablet that is near this computer: because the user chose this `place`, or
/// because this computer cannot save it.
pub fn is_nearby(kind: AuthenticatorKind, found: &Preflight, place: Place) -> bool {
    match (kind, place) {
        (AuthenticatorKind::SecurityKey | AuthenticatorKind::WindowsHello, _) | (_, Place::ThisDevice) => false,
        (AuthenticatorKind::Passkey, Place::AnotherDevice) => true,
        (AuthenticatorKind::Passkey, Place::Any) => {
            !found.device.is_mobile() && found.platform_authenticator == Some(false)
        }
    }
}

/// Whether Bluetooth is off or missing on a computer on which the user can choose a phone or tablet.
pub fn needs_bluetooth(kind: AuthenticatorKind, found: &Preflight) -> bool {
    match kind {
        AuthenticatorKind::Passkey => !found.device.is_mobile() && found.hybrid == Some(false),
        AuthenticatorKind::SecurityKey | AuthenticatorKind::WindowsHello => false,
    }
}

/// Whether a computer is a better place than `device` for this kind, so that the page offers to copy the link.
pub fn better_on_a_computer(kind: AuthenticatorKind, device: Device) -> bool {
    match kind {
        AuthenticatorKind::Passkey | AuthenticatorKind::WindowsHello => false,
        AuthenticatorKind::SecurityKey => device == Device::Android,
    }
}

/// The reason why no authenticator of `kind` can be registered in this browser; `None` when no such reason is known.
pub fn obstacle(kind: AuthenticatorKind, found: &Preflight) -> Option<DeviceFailure> {
    found.obstacle().or_else(|| match kind {
        AuthenticatorKind::Passkey => passkey::obstacle(found),
        // A security key is a device of its own, so it does not depend on what is built into this one.
        AuthenticatorKind::SecurityKey => None,
        AuthenticatorKind::WindowsHello => windows_hello::obstacle(found),
    })
}

/// What the agent is told to do with the link, for the kinds that may be registered on any device.
const HAND_OVER: &str = "Generate the link. In a video call, paste it into the chat or email it. Face to face, ask the user to scan \
                         the QR code. Do not send it to anyone else.";
const READ_OUT: &str = "If their screen shows a 6-digit code, ask them to read it out, or to type it in the chat. Then enter it on \
                        the next page.";
const STAY: &str = "Stay with the user until they see \"Registration successful\". Then ask them to select \"Test your \
                    authenticator\".";

#[cfg(test)]
pub mod tests {
    use super::{for_agent, obstacle};
    use model::{
        App,
        AuthenticatorKind::{self, Passkey, SecurityKey, WindowsHello},
        Browser, Device, DeviceFailure, Preflight,
    };
    use std::collections::HashSet;
    use strum::VariantArray;

    /// A Windows computer without any obstacle.
    pub const GOOD: Preflight = Preflight {
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
    fn an_obstacle_is_known_before_the_tap() {
        let phone = Preflight { device: Device::Iphone, browser: Browser::Safari, ..GOOD };
        let nothing_built_in = Preflight { platform_authenticator: Some(false), ..GOOD };
        for (found, kind, expected) in [
            (GOOD, Passkey, None),
            (GOOD, WindowsHello, None),
            (GOOD, SecurityKey, None),
            (phone, Passkey, None),
            (phone, SecurityKey, None),
            (phone, WindowsHello, Some(DeviceFailure::WrongDevice)),
            (nothing_built_in, Passkey, None),
            (nothing_built_in, SecurityKey, None),
            (nothing_built_in, WindowsHello, Some(DeviceFailure::NoPlatformAuthenticator)),
            (
                Preflight { platform_authenticator: Some(false), ..phone },
                Passkey,
                Some(DeviceFailure::NoPlatformAuthenticator),
            ),
            // What is not known yet is no obstacle.
            (Preflight { platform_authenticator: None, ..GOOD }, WindowsHello, None),
            (
                Preflight { secure_context: false, webauthn: false, ..GOOD },
                Passkey,
                Some(DeviceFailure::InsecureContext),
            ),
            (Preflight { webauthn: false, ..GOOD }, Passkey, Some(DeviceFailure::Unavailable)),
            (Preflight { cookies: Some(false), ..GOOD }, Passkey, Some(DeviceFailure::NoCookies)),
            (Preflight { cookies: Some(false), ..phone }, SecurityKey, Some(DeviceFailure::NoCookies)),
            (Preflight { cookies: None, ..GOOD }, Passkey, None),
            (
                Preflight { browser: Browser::InApp(App::Teams), webauthn: false, ..phone },
                Passkey,
                Some(DeviceFailure::InApp),
            ),
        ] {
            assert_eq!(obstacle(kind, &found), expected, "{found:?} {kind:?}");
        }
    }

    #[test]
    fn an_agent_is_told_of_each_trouble_once() {
        for &kind in AuthenticatorKind::VARIANTS {
            let troubles = for_agent(kind).troubles;
            let words = |(failure, device): &(DeviceFailure, Device)| super::advice(kind, *failure, *device).agent;
            assert_eq!(troubles.iter().map(words).collect::<HashSet<_>>().len(), troubles.len(), "{kind:?}");
        }
    }
}
