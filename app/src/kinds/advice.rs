//! What to say when a registration fails on the user's device: a sentence for the user, one for the agent, and what to do next.
//! Words for one kind are in the file of that kind. Words that are the same for every kind are here.

use model::DeviceFailure;

/// What can be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Try again on this device.
    TryAgain,
    /// Try again, or use a phone or tablet instead of this computer, with the same link.
    TryAgainOrPhone,
    /// Try again, or open the link on another device.
    TryAgainOrElsewhere,
    /// Use a phone or tablet instead of this computer, with the same link, because this computer cannot be registered.
    PhoneOrTablet,
    /// Open the link in another browser of the same device.
    AnotherBrowser,
    /// Open the link on another device.
    OpenElsewhere,
    /// Paste the link, because this one is not complete or not valid.
    Paste,
    /// There is nothing to do, or nothing that the page can offer.
    Nothing,
}

/// What is said about a device failure. None of it is in red, because most of the time the user just cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What happened: a heading.
    pub title: &'static str,
    /// For the user: what it means, and what to do.
    pub user: &'static str,
    /// For the agent: the possible cause, and what to ask the user to do.
    pub agent: &'static str,
    /// What to do next.
    pub next: Next,
}

/// What to say about `failure` when the kind of authenticator makes no difference. It is compiled into its callers, because
/// otherwise the registration page would contain the words for the agent.
#[inline(always)]
pub fn of_every_kind(failure: DeviceFailure) -> Advice {
    match failure {
        DeviceFailure::Security => Advice {
            title: "This web address is not right",
            user: "Go back to the message from your RA and open the link again. If it happens again, tell your RA agent.",
            agent: "The web address is not this service's. Ask them to read it out, and check it against the link you sent. If it \
                    matches, contact support.",
            next: Next::Nothing,
        },
        DeviceFailure::InsecureContext => Advice {
            title: "This page is not secure",
            user: "Go back to the message from your RA and open the link again. The address must start with https.",
            agent: "The page was not loaded over https. Check the link you sent. If it is right, contact support.",
            next: Next::Nothing,
        },
        DeviceFailure::InApp => Advice {
            title: "Open your link in your usual browser",
            user: "Passkeys do not work inside most apps. Open your link in Safari, Chrome, Edge or Firefox.",
            agent: "The link was opened inside an app such as Teams, Outlook or WhatsApp. Ask them to select \"Copy link\" and \
                    open it in Safari, Chrome or Edge.",
            next: Next::AnotherBrowser,
        },
        DeviceFailure::Unavailable => Advice {
            title: "You need a different browser",
            user: "Open your link in an up-to-date version of Safari, Chrome, Edge or Firefox, not inside another app. Your link \
                   still works.",
            agent: "Their browser is out of date or is part of another app. Ask them to open the link in an up-to-date version of \
                    Safari, Chrome, Edge or Firefox.",
            next: Next::AnotherBrowser,
        },
        DeviceFailure::NoCookies => Advice {
            title: "Your browser is not saving cookies",
            user: "This page needs a cookie to work. Allow cookies for this site, or open your link in another browser, then try \
                   again. Your link still works.",
            agent: "Their browser is not saving cookies, so it cannot go on. Ask them to allow cookies for this site, or to open \
                    the link in another browser.",
            next: Next::TryAgainOrElsewhere,
        },
        DeviceFailure::NotReadable | DeviceFailure::Unknown => Advice {
            title: "Your device had a problem",
            user: "Restart it, then open your link again. Or open your link on another device.",
            agent: "The device or its password manager failed. Ask them to restart the device and install its updates (on \
                    Android also those of Google Play services). Then they can try again, or use another device.",
            next: Next::TryAgainOrElsewhere,
        },
        DeviceFailure::Operation => Advice {
            title: "Your browser is still busy",
            user: "Close its other windows, or restart it, then try again.",
            agent: "A message from the browser or a password manager is still open, possibly behind another window or in another \
                    tab. Ask them to close it, or to restart the browser, and try again.",
            next: Next::TryAgain,
        },
        DeviceFailure::Data | DeviceFailure::Encoding | DeviceFailure::Type => Advice {
            title: "This browser could not do it",
            user: "Turn off its password manager and try again, or open your link in another browser.",
            agent: "The browser, or an extension in it such as a password manager, did not understand the request. Ask them to turn \
                    off the extension, update the browser, or open the link in another browser.",
            next: Next::TryAgainOrElsewhere,
        },
        DeviceFailure::NotAllowed
        | DeviceFailure::Timeout
        | DeviceFailure::InvalidState
        | DeviceFailure::AlreadyNearby
        | DeviceFailure::NotSupported
        | DeviceFailure::Constraint
        | DeviceFailure::NoPlatformAuthenticator
        | DeviceFailure::WrongDevice
        | DeviceFailure::Abort
        | DeviceFailure::Other => Advice {
            title: "Something went wrong on this device",
            user: "Your link still works. Try again, or open it on another device.",
            agent: "The browser did not say why. Ask them to try again, then restart the browser, then use a different browser or \
                    device.",
            next: Next::TryAgain,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Advice, Next, of_every_kind};
    use crate::kinds::advice;
    use model::{AuthenticatorKind, Device, DeviceFailure};
    use strum::VariantArray;

    fn every_advice() -> impl Iterator<Item = (DeviceFailure, AuthenticatorKind, Device, Advice)> {
        DeviceFailure::VARIANTS.iter().copied().flat_map(|failure| {
            AuthenticatorKind::VARIANTS.iter().copied().flat_map(move |kind| {
                Device::VARIANTS
                    .iter()
                    .copied()
                    .map(move |device| (failure, kind, device, advice(kind, failure, device)))
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
    fn every_kind_has_its_own_words_for_the_most_frequent_failures() {
        use DeviceFailure::{Constraint, InvalidState, NotAllowed, NotSupported, Timeout};
        for (failure, kind, device, advice) in every_advice() {
            if [NotAllowed, Timeout, InvalidState, NotSupported, Constraint].contains(&failure) {
                assert_ne!(advice, of_every_kind(failure), "{failure:?} {kind:?} {device:?}");
            }
        }
    }

    /// Each case: what happened, with which kind, and what the user and the agent must hear of.
    #[test]
    fn what_is_known_from_other_services_is_named() {
        use AuthenticatorKind::{Passkey, SecurityKey, WindowsHello};
        use DeviceFailure::{Constraint, NoPlatformAuthenticator, NotAllowed, NotReadable, Type, Unknown};
        for (failure, kind, device, user, agent) in [
            (NotAllowed, SecurityKey, Device::Android, "computer", &["NFC", "PIN", "computer"][..]),
            (
                NotAllowed,
                SecurityKey,
                Device::Windows,
                "window",
                &["full", "locked", "changed", "what the window said"],
            ),
            (
                NotAllowed,
                WindowsHello,
                Device::Windows,
                "Remote Desktop",
                &["Remote Desktop", "Citrix", "virtual machine"],
            ),
            (
                NoPlatformAuthenticator,
                WindowsHello,
                Device::Windows,
                "Citrix",
                &["Remote Desktop", "Citrix", "virtual machine"],
            ),
            (Constraint, WindowsHello, Device::Windows, "Citrix", &["Remote Desktop"]),
            (NotReadable, Passkey, Device::Android, "Restart", &["Google Play services"]),
            (Unknown, SecurityKey, Device::Windows, "plug it in again", &["another port"]),
            (Unknown, WindowsHello, Device::Windows, "Restart", &["TPM"]),
            (Type, Passkey, Device::Windows, "password manager", &["extension"]),
        ] {
            let advice = advice(kind, failure, device);
            assert!(advice.user.contains(user), "{failure:?} {kind:?}: {} says nothing of {user}", advice.user);
            for cause in agent {
                assert!(advice.agent.contains(cause), "{failure:?} {kind:?}: {} says nothing of {cause}", advice.agent);
            }
        }
    }

    #[test]
    fn a_key_that_fails_on_an_android_phone_is_not_blamed_and_another_device_is_offered() {
        use DeviceFailure::{Constraint, NotAllowed, NotSupported, Unknown};
        for failure in [NotAllowed, NotSupported, Constraint, Unknown] {
            let on_a_phone = advice(AuthenticatorKind::SecurityKey, failure, Device::Android);
            assert_eq!(on_a_phone.next, Next::TryAgainOrElsewhere, "{failure:?}");
            assert!(!on_a_phone.user.contains("older"), "{failure:?}");
        }
    }

    #[test]
    fn a_phone_or_tablet_is_offered_only_for_a_passkey() {
        for (failure, kind, device, advice) in every_advice() {
            if matches!(advice.next, Next::PhoneOrTablet | Next::TryAgainOrPhone) {
                assert_eq!(kind, AuthenticatorKind::Passkey, "{failure:?} {device:?}");
            }
        }
    }

    #[test]
    fn no_heading_names_another_kind_than_that_of_the_link() {
        for (failure, kind, device, advice) in every_advice() {
            let said = advice.title.to_lowercase();
            let other = match kind {
                AuthenticatorKind::Passkey => ["security key", "windows hello"],
                AuthenticatorKind::SecurityKey => ["passkey", "windows hello"],
                AuthenticatorKind::WindowsHello => ["passkey", "security key"],
            };
            assert!(!other.iter().any(|word| said.contains(word)), "{said} {failure:?} {device:?}");
        }
    }
}
