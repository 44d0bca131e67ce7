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
            title: "This page is not at its right address",
            user: "Open the link again from the message you were sent. Tell your RA agent if it happens again.",
            agent: "The address in the browser is not the service's own. Check the link that was sent; if it is right, tell support.",
            next: Next::Nothing,
        },
        DeviceFailure::InsecureContext => Advice {
            title: "This page was not loaded securely",
            user: "Its address must begin with https. Open the whole link again from the message you were sent.",
            agent: "The page was loaded over http, or a proxy is in between. Check the link that was sent; if it is right, tell \
                    support.",
            next: Next::Nothing,
        },
        DeviceFailure::InApp => Advice {
            title: "Open your link in your usual browser",
            user: "Most apps cannot do this. Your link still works: open it in Safari, Chrome, Edge or Firefox itself.",
            agent: "The link was opened within an app (Teams, Outlook, WhatsApp …). Have them copy the link and open it in Safari, \
                    Chrome or Edge.",
            next: Next::AnotherBrowser,
        },
        DeviceFailure::Unavailable => Advice {
            title: "This browser cannot do this",
            user: "Open your link in Safari, Chrome, Edge or Firefox itself, not inside another app such as Teams, Outlook or \
                   WhatsApp, and with the newest version. Your link still works.",
            agent: "The browser is too old, or is part of another app. Have them open the link in an up-to-date Safari, Chrome, Edge \
                    or Firefox.",
            next: Next::AnotherBrowser,
        },
        DeviceFailure::NoCookies => Advice {
            title: "Your browser is not saving cookies",
            user: "This page needs a cookie to know your browser again. Allow cookies for this site, or open your link in another \
                   browser, then try again. Your link still works.",
            agent: "The browser does not save cookies, so it cannot go on. Ask them to allow cookies for this site, or to open the \
                    link in another browser.",
            next: Next::TryAgainOrElsewhere,
        },
        DeviceFailure::NotAllowed
        | DeviceFailure::InvalidState
        | DeviceFailure::AlreadyNearby
        | DeviceFailure::NotSupported
        | DeviceFailure::Constraint
        | DeviceFailure::NoPlatformAuthenticator
        | DeviceFailure::WrongDevice
        | DeviceFailure::Abort
        | DeviceFailure::Other => Advice {
            title: "Something went wrong on this device",
            user: "Nothing is lost: your link still works. Try again, or open it on another device.",
            agent: "The browser gave no reason. Have them try again, then restart the browser, then take another browser or device.",
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
        use DeviceFailure::{Constraint, InvalidState, NotAllowed, NotSupported};
        for (failure, kind, device, advice) in every_advice() {
            if [NotAllowed, InvalidState, NotSupported, Constraint].contains(&failure) {
                assert_ne!(advice, of_every_kind(failure), "{failure:?} {kind:?} {device:?}");
            }
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
