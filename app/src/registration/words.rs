//! Every failure in words for the user. What a device can do wrong stands in the table of [`model::failure`]; here it is
//! put beside what the server refuses, so that the page shows both in one way.

use leptos::prelude::*;
use model::{Advice, AppError, AuthenticatorKind, CeremonyFault, Device, Failure, LinkEnd, Next};

/// What the page says when something did not work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The heading.
    pub title: Oco<'static, str>,
    /// What to do now.
    pub advice: Oco<'static, str>,
    /// What the RA agent may want to know.
    pub agent: Option<&'static str>,
    /// What can be done next.
    pub next: Next,
}

impl Words {
    fn new(title: &'static str, advice: &'static str) -> Self {
        Self { title: title.into(), advice: advice.into(), agent: None, next: Next::Nothing }
    }
}

/// There was no link in the address.
pub fn no_token() -> Words {
    Words::new(
        "This link is not complete",
        "Open the whole link that your Registration Authority (RA) sent you, or ask them for a new one.",
    )
}

/// The device or the browser refused.
pub fn failure(failure: Failure, kind: AuthenticatorKind, device: Device) -> Words {
    let Advice { title, user, agent, next } = failure.advice(kind, device);
    Words { title: title.into(), advice: user.into(), agent: Some(agent), next }
}

/// The server refused.
pub fn error(error: &AppError, kind: AuthenticatorKind) -> Words {
    let again = |title: &'static str, agent| Words {
        title: title.into(),
        advice: error.to_string().into(),
        agent,
        next: Next::TryAgain,
    };
    match error {
        AppError::LinkEnded(end) => ended(*end),
        AppError::LinkUnknown => Words::new(
            "This link is not valid",
            "Check that you opened the whole link, or ask your Registration Authority (RA) for a new one.",
        ),
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
            let words = again(title, Some(fault.for_agent()));
            match fault {
                CeremonyFault::UserInactive => Words { next: Next::Nothing, ..words },
                _ => words,
            }
        }
        AppError::Unreachable | AppError::Unavailable => again("The service could not be reached", None),
        _ => again("Something went wrong", None),
    }
}

/// The link came to its end.
pub fn ended(end: LinkEnd) -> Words {
    Words::new(end.title(), end.advice())
}
