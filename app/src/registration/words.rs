//! Every failure in words for the user. What a device can do wrong stands in the table of [`model::failure`]; here it is
//! put beside what the server refuses, so that the page shows both in one way.

use leptos::prelude::*;
use model::{Advice, App, AppError, AuthenticatorKind, CeremonyFault, Device, Failure, LinkEnd, Next};

/// What the page says when something did not work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The heading.
    pub title: Oco<'static, str>,
    /// What to do now.
    pub advice: Oco<'static, str>,
    /// What can be done next.
    pub next: Next,
}

impl Words {
    fn new(title: &'static str, advice: &'static str) -> Self {
        Self { title: title.into(), advice: advice.into(), next: Next::Nothing }
    }
}

/// There was no link in the address.
pub fn no_token() -> Words {
    Words::new(
        "This link is not complete",
        "Open the whole link that your Registration Authority (RA) sent you, or ask them for a new one.",
    )
}

/// The device or the browser refused. (What the agent is told of it stands on their page of the link.)
pub fn failure(failure: Failure, kind: AuthenticatorKind, device: Device) -> Words {
    let Advice { title, user, next, .. } = failure.advice(kind, device);
    Words { title: title.into(), advice: user.into(), next }
}

/// The page is open within `app`, which cannot do this.
pub fn in_app(app: App, kind: AuthenticatorKind, device: Device) -> Words {
    let words = failure(Failure::InApp, kind, device);
    Words { advice: ["This page is open inside ", app.name(), ". ", &words.advice].concat().into(), ..words }
}

/// The server refused.
pub fn error(error: &AppError, kind: AuthenticatorKind) -> Words {
    let again =
        |title: &'static str| Words { title: title.into(), advice: error.to_string().into(), next: Next::TryAgain };
    match error {
        AppError::LinkEnded(end) => ended(*end),
        AppError::LinkUnknown => Words::new(
            "This link is not valid",
            "Check that you opened the whole link, or ask your Registration Authority (RA) for a new one.",
        ),
        AppError::Ceremony(CeremonyFault::IssuerMayNot) => issuer_may_not(),
        AppError::Ceremony(fault) => {
            let title = match (fault, kind) {
                (CeremonyFault::AlreadyRegistered, AuthenticatorKind::SecurityKey) => {
                    "This security key is already registered"
                }
                (CeremonyFault::AlreadyRegistered, _) => "This device is already registered",
                (CeremonyFault::UserInactive, _) => "Your account is not active",
                (_, AuthenticatorKind::Passkey) => "Your passkey was not registered",
                (_, AuthenticatorKind::SecurityKey) => "Your security key was not registered",
                (_, AuthenticatorKind::WindowsHello) => "Windows Hello was not registered",
            };
            let words = again(title);
            match fault {
                CeremonyFault::UserInactive => Words { next: Next::Nothing, ..words },
                _ => words,
            }
        }
        AppError::NoCookies => failure(Failure::NoCookies, kind, Device::Other),
        error if error.is_out_of_reach() => again("The service could not be reached"),
        _ => again("Something went wrong"),
    }
}

/// The service ended the link, because whoever generated it may not issue to this user any more.
pub fn issuer_may_not() -> Words {
    let advice = CeremonyFault::IssuerMayNot.to_string().into();
    Words { title: "This link no longer works".into(), advice, next: Next::Nothing }
}

/// The link came to its end.
pub fn ended(end: LinkEnd) -> Words {
    Words::new(end.title(), end.advice())
}
