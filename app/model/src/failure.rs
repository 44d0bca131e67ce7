//! How registering fails on the user's device, and what to say about it: one table, kind × device × failure, with a
//! sentence for the user, one for the agent, and what to do next.
//!
//! The failures are the names of the DOMException with which `navigator.credentials.create()` is rejected (WebAuthn Level 3,
//! section 5.1.3), and what the page finds before it calls it.

use crate::{
    AuthenticatorKind::{self, Passkey, SecurityKey, WindowsHello},
    device::Device,
};
use serde::{Deserialize, Serialize};
use strum::VariantArray;

/// What went wrong on the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// `NotAllowedError`: cancelled, timed out, or not allowed. By design these cannot be told apart.
    NotAllowed,
    /// `InvalidStateError`: the authenticator is in `excludeCredentials`, so it is registered already.
    InvalidState,
    /// `InvalidStateError` of a phone or tablet nearby, when that was to be used: it is registered already.
    AlreadyNearby,
    /// `NotSupportedError`: no authenticator knows an algorithm that was offered.
    NotSupported,
    /// `ConstraintError`: no user verification or no discoverable credentials on this device.
    Constraint,
    /// `SecurityError`: the page's address does not fit the RP ID.
    Security,
    /// `AbortError`: the page itself gave up.
    Abort,
    /// The page is not in a secure context.
    InsecureContext,
    /// The page is open within another app.
    InApp,
    /// There is no WebAuthn in this browser.
    Unavailable,
    /// The browser keeps no cookies.
    NoCookies,
    /// The device cannot verify its user: no screen lock, or no Windows Hello.
    NoPlatformAuthenticator,
    /// Windows Hello is wanted, and this is no Windows computer.
    WrongDevice,
    /// Anything else.
    Other,
}

/// What can be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Try again, here.
    TryAgain,
    /// Try again; or use a phone or tablet instead of this computer, with the same link.
    TryAgainOrPhone,
    /// Try again; or open the link on another device.
    TryAgainOrElsewhere,
    /// Use a phone or tablet instead of this computer, with the same link: here it cannot work.
    PhoneOrTablet,
    /// Open the link in another browser of the same device.
    AnotherBrowser,
    /// Open the link on another device.
    OpenElsewhere,
    /// Nothing, or nothing here.
    Nothing,
}

/// What is said about a failure. None of it is in red: mostly somebody just cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What happened: a heading.
    pub title: &'static str,
    /// For the user: what it means, and what to do.
    pub user: &'static str,
    /// For the agent: what may lie behind it, and what to ask.
    pub agent: &'static str,
    /// What to do next.
    pub next: Next,
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

    /// What to say when an authenticator of `kind` was to be registered on `device`.
    #[must_use]
    pub const fn advice(self, kind: AuthenticatorKind, device: Device) -> Advice {
        use Device::{Android, Ipad, Iphone, Windows};
        use Next::{
            AnotherBrowser, Nothing, OpenElsewhere, PhoneOrTablet, TryAgain, TryAgainOrElsewhere, TryAgainOrPhone,
        };
        let (title, user, agent, next) = match (self, kind, device) {
            (Self::NotAllowed, Passkey, Iphone | Ipad) => (
                "No passkey was created",
                "You cancelled, or it took too long. Nothing is lost: your link still works. If you did not cancel, look in \
                 Settings, Passwords, whether saving passkeys is on.",
                "They cancelled, it took too long, or this device has their passkey already: Safari says the same for all three. \
                 Look whether their profile lists it. If not, have them check that a passcode and iCloud Keychain are on, and \
                 try again.",
                TryAgain,
            ),
            (Self::NotAllowed, Passkey, Android) => (
                "No passkey was created",
                "You cancelled, or it took too long. Nothing is lost: your link still works. If you did not cancel, check that \
                 your phone has a screen lock and that you are signed in to your Google or Samsung account.",
                "They cancelled, it took too long, or no password manager of the phone could keep it. Have them check the screen \
                 lock and the account on the phone, and try again.",
                TryAgain,
            ),
            (Self::NotAllowed, Passkey, _) => (
                "No passkey was created",
                "You cancelled, or it took too long. Nothing is lost: your link still works. If you are using your phone, check \
                 that Bluetooth is on, on the phone and on this computer.",
                "They cancelled, it took too long, or the computer did not find the phone. Have them turn on Bluetooth on both, \
                 bring the phone close, and try again.",
                TryAgainOrPhone,
            ),
            (Self::NotAllowed, SecurityKey, _) => (
                "The security key was not registered",
                "You cancelled, it took too long, or the key could not be used. Nothing is lost: your link still works. Plug the \
                 key in or hold it close, touch it when it blinks, and enter its PIN when you are asked.",
                "They cancelled, it took too long, the PIN was wrong too often, or the key knows no PIN (U2F only). Ask what the \
                 window said. A key without a PIN gets one in Edge, in Chrome, or in the settings of Windows; Firefox sets none.",
                TryAgain,
            ),
            (Self::NotAllowed, WindowsHello, _) => (
                "Windows Hello was not registered",
                "You cancelled, or it took too long. Nothing is lost: your link still works. If Windows said that something went \
                 wrong, plug your computer in and try again: with a nearly empty battery its security chip makes no keys.",
                "They cancelled, it took too long, or the security chip (TPM) refused: it makes no keys below 20 % battery in \
                 battery saver. Have them plug the computer in, unlock it once with Windows Hello, and try again.",
                TryAgain,
            ),
            (Self::InvalidState, Passkey, Windows) => (
                "This computer is already registered",
                "It signs you in already, with Windows Hello or a passkey, and cannot be registered a second time. You can \
                 register a phone or tablet with the same link.",
                "This computer is on their list already, as Windows Hello or as a passkey; it cannot be both. With the same link \
                 they can use a phone or tablet instead.",
                PhoneOrTablet,
            ),
            (Self::InvalidState, Passkey, Iphone | Ipad | Android) => (
                "This device is already registered",
                "Your passkey on this device works already, so there is nothing more to do here. To register another device, \
                 open the link on that one.",
                "This device, or the account that it syncs with, is on their list already. Nothing is wrong. For another device \
                 they open the same link there.",
                OpenElsewhere,
            ),
            (Self::InvalidState, Passkey, _) => (
                "This device is already registered",
                "Your passkey on this device works already, so there is nothing more to do here. To register another device, \
                 use a phone or tablet, or open the link on that device.",
                "This device, or the account that it syncs with, is on their list already. Nothing is wrong. With the same link \
                 they can use a phone or tablet instead.",
                PhoneOrTablet,
            ),
            (Self::AlreadyNearby, Passkey, _) => (
                "This phone or tablet is already registered",
                "Your passkey on it works already, so there is nothing more to do with it. To register another one, try again \
                 with that.",
                "The phone or tablet that they used, or the account that it syncs with, is on their list already. Nothing is \
                 wrong. If they wanted another one, have them try again with that.",
                TryAgainOrPhone,
            ),
            (Self::InvalidState, SecurityKey, _) => (
                "This security key is already registered",
                "It signs you in already, so there is nothing more to do with it. To register another key, take this one out, \
                 plug the other one in, and try again.",
                "This very key is on their list already. Nothing is wrong. If they hold two, have them take the other one.",
                TryAgain,
            ),
            (Self::InvalidState, WindowsHello, _) => (
                "This computer is already registered",
                "It signs you in already, with Windows Hello or a passkey, so there is nothing more to do here.",
                "This computer is on their list already, as Windows Hello or as a passkey; it cannot be both. To make it Windows \
                 Hello, remove the passkey from their list first.",
                Nothing,
            ),
            (
                Self::NotSupported | Self::Constraint | Self::NoPlatformAuthenticator,
                Passkey,
                Iphone | Ipad | Android,
            ) => (
                "This device cannot make a passkey",
                "Set up a screen lock, a fingerprint, a face or a PIN on it, then try again. Or open your link on another device.",
                "The device has no screen lock, or nothing on it that keeps passkeys. Have them set up a screen lock, or use \
                 another device.",
                TryAgainOrElsewhere,
            ),
            (Self::NotSupported | Self::Constraint | Self::NoPlatformAuthenticator, Passkey, _) => (
                "This device cannot make a passkey",
                "Set up a screen lock, a fingerprint, a face or a PIN on it, then try again. Or open your link on another device.",
                "The device has no screen lock, or nothing on it that keeps passkeys. Have them set up a screen lock, or use \
                 another device.",
                TryAgainOrPhone,
            ),
            (Self::NotSupported | Self::Constraint, SecurityKey, _) => (
                "This security key cannot be used",
                "It may be an older one that knows no PIN, or it has no room left for another account. Try another key, or ask \
                 your RA agent for one.",
                "The key cannot check who holds it (U2F only, or without a PIN), or is full. Have them set a PIN in Edge, Chrome \
                 or the settings of Windows, or give them another key.",
                TryAgain,
            ),
            (Self::NotSupported | Self::Constraint | Self::NoPlatformAuthenticator, WindowsHello, _) => (
                "Windows Hello is not set up on this computer",
                "Open Settings, Accounts, Sign-in options, and set up a PIN, your face or your fingerprint. Then try again.",
                "Windows Hello is off on this computer, or the organisation's policy forbids it. Have them set up a PIN in \
                 Settings, Accounts, Sign-in options; if they cannot, ask their IT support.",
                TryAgain,
            ),
            (Self::NoPlatformAuthenticator, SecurityKey, _)
            | (Self::Abort | Self::Other | Self::AlreadyNearby, _, _) => (
                "Something went wrong on this device",
                "Nothing is lost: your link still works. Try again, or open it on another device.",
                "The browser gave no reason. Have them try again, then restart the browser, then take another browser or device.",
                TryAgain,
            ),
            (Self::Security, _, _) => (
                "This page is not at its right address",
                "Open the link again from the message you were sent. Tell your RA agent if it happens again.",
                "The address in the browser is not the service's own. Check the link that was sent; if it is right, tell support.",
                Nothing,
            ),
            (Self::InsecureContext, _, _) => (
                "This page was not loaded securely",
                "Its address must begin with https. Open the whole link again from the message you were sent.",
                "The page was loaded over http, or a proxy is in between. Check the link that was sent; if it is right, tell \
                 support.",
                Nothing,
            ),
            (Self::InApp, _, _) => (
                "Open your link in your usual browser",
                "Most apps cannot do this. Your link still works: open it in Safari, Chrome, Edge or Firefox itself.",
                "The link was opened within an app (Teams, Outlook, WhatsApp …). Have them copy the link and open it in Safari, \
                 Chrome or Edge.",
                AnotherBrowser,
            ),
            (Self::Unavailable, _, _) => (
                "This browser cannot do this",
                "Open your link in Safari, Chrome, Edge or Firefox itself, not inside another app such as Teams, Outlook or \
                 WhatsApp, and with the newest version. Your link still works.",
                "The browser is too old, or is part of another app. Have them open the link in an up-to-date Safari, Chrome, Edge \
                 or Firefox.",
                AnotherBrowser,
            ),
            (Self::NoCookies, _, _) => (
                "Your browser is not saving cookies",
                "This page needs a cookie to know your browser again. Allow cookies for this site, or open your link in another \
                 browser, then try again. Your link still works.",
                "The browser does not save cookies, so it cannot go on. Ask them to allow cookies for this site, or to open the \
                 link in another browser.",
                TryAgainOrElsewhere,
            ),
            (Self::WrongDevice, _, _) => (
                "Open your link on a Windows computer",
                "This link is for Windows Hello, so it works only on the Windows computer that you want to sign in on. Your link \
                 still works: open it there.",
                "A link for Windows Hello was opened on something that is no Windows computer. Have them open it there, or \
                 generate a link for a passkey instead.",
                OpenElsewhere,
            ),
        };
        Advice { title, user, agent, next }
    }

    /// What to say when somebody was to sign in.
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

    /// What to say when somebody was to test their authenticator.
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
    use super::{Advice, Failure, Next};
    use crate::{AuthenticatorKind, device::Device};
    use strum::VariantArray;

    fn every_advice() -> impl Iterator<Item = (Failure, AuthenticatorKind, Device, Advice)> {
        Failure::VARIANTS.iter().copied().flat_map(|failure| {
            AuthenticatorKind::VARIANTS.iter().copied().flat_map(move |kind| {
                Device::VARIANTS
                    .iter()
                    .copied()
                    .map(move |device| (failure, kind, device, failure.advice(kind, device)))
            })
        })
    }

    #[test]
    fn every_failure_has_whole_sentences_for_the_user_and_the_agent() {
        for (failure, kind, device, advice) in every_advice() {
            let Advice { title, user, agent, .. } = advice;
            assert!(
                !title.ends_with('.') && user.ends_with('.') && agent.ends_with('.'),
                "{failure:?} {kind:?} {device:?}"
            );
            assert!(!format!("{title}{user}{agent}").contains("  "), "{failure:?} {kind:?} {device:?}");
        }
    }

    #[test]
    fn a_phone_or_tablet_is_offered_for_a_passkey_only() {
        for (failure, kind, device, advice) in every_advice() {
            if matches!(advice.next, Next::PhoneOrTablet | Next::TryAgainOrPhone) {
                assert_eq!(kind, AuthenticatorKind::Passkey, "{failure:?} {device:?}");
            }
        }
    }

    #[test]
    fn nobody_is_told_of_another_kind_than_theirs() {
        for (failure, kind, device, advice) in every_advice() {
            let said = advice.title.to_lowercase();
            let other = match kind {
                AuthenticatorKind::Passkey => ["security key", "windows hello"],
                AuthenticatorKind::SecurityKey => ["passkey", "windows hello"],
                AuthenticatorKind::WindowsHello => ["passkey", "security key"],
            };
            assert!(
                !other.iter().any(|word| said.contains(word)) || failure == Failure::WrongDevice,
                "{said} {device:?}"
            );
        }
    }

    #[test]
    fn an_unknown_exception_is_something_else() {
        assert_eq!(Failure::from_name("NotAllowedError"), Failure::NotAllowed);
        assert_eq!(Failure::from_name("DataCloneError"), Failure::Other);
    }
}
