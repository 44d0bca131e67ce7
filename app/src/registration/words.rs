//! Every failure in words for the user: what happened and what to do now. One table, so that nothing is said twice.

use crate::browser::Failure;
use leptos::prelude::*;
use model::{AppError, CeremonyFault, LinkEnd};

/// What the page says when something did not work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The heading.
    pub title: Oco<'static, str>,
    /// What to do now.
    pub advice: Oco<'static, str>,
    /// Whether trying again can help; the link is still good then.
    pub retry: bool,
}

impl Words {
    fn new(title: &'static str, advice: &'static str, retry: bool) -> Self {
        Self { title: title.into(), advice: advice.into(), retry }
    }
}

/// There was no link in the address.
pub fn no_token() -> Words {
    Words::new(
        "This link is not complete",
        "Open the whole link that your Registration Authority (RA) sent you, or ask them for a new one.",
        false,
    )
}

/// The browser refused.
pub fn failure(failure: Failure) -> Words {
    match failure {
        Failure::NotAllowed => Words::new(
            "No passkey was created",
            "You cancelled, or it took too long. Nothing is lost: your link still works.",
            true,
        ),
        Failure::InvalidState => Words::new(
            "This device is already registered",
            "Your passkey on this device works already, so there is nothing more to do here. To register another device, \
             open the link on that one, or try again and choose a phone or tablet.",
            true,
        ),
        Failure::NotSupported | Failure::Constraint => Words::new(
            "This device cannot make a passkey",
            "Set up a screen lock, a fingerprint, a face or a PIN on it, then try again. Or open your link on another device.",
            true,
        ),
        Failure::Security => Words::new(
            "This page is not at its right address",
            "Open the link again from the message you were sent. Tell your RA agent if it happens again.",
            false,
        ),
        Failure::Unavailable => Words::new(
            "This browser cannot make a passkey",
            "Open your link in Safari, Chrome, Edge or Firefox itself, not inside another app such as Teams, Outlook or WhatsApp. \
             Your link still works.",
            false,
        ),
        Failure::Abort | Failure::Other => Words::new(
            "Something went wrong on this device",
            "Nothing is lost: your link still works. Try again, or open it on another device.",
            true,
        ),
    }
}

/// The server refused.
pub fn error(error: &AppError) -> Words {
    let titled = |title: &'static str, retry| Words { title: title.into(), advice: error.to_string().into(), retry };
    match error {
        AppError::LinkEnded(end) => ended(*end),
        AppError::LinkUnknown => Words::new(
            "This link is not valid",
            "Check that you opened the whole link, or ask your Registration Authority (RA) for a new one.",
            false,
        ),
        AppError::Ceremony(CeremonyFault::AlreadyRegistered) => titled("This device is already registered", true),
        AppError::Ceremony(CeremonyFault::UserInactive) => titled("Your account is not active", false),
        AppError::Ceremony(_) => titled("Your passkey was not registered", true),
        AppError::Unreachable | AppError::Unavailable => titled("The service could not be reached", true),
        _ => titled("Something went wrong", true),
    }
}

fn ended(end: LinkEnd) -> Words {
    Words::new(end.title(), end.advice(), false)
}
