//! Every problem in words for the user. The words for device failures are in [`crate::kinds`], and the words for refusals are
//! here. Both become [`Words`], so that the page shows both in the same way.

use crate::{
    kinds::{self, Advice, Next},
    registration::state::Problem,
};
use leptos::prelude::*;
use model::{App, AppError, AuthenticatorKind, CeremonyRefusal, Device, DeviceFailure};

/// What the page says when something did not work.
#[derive(Debug)]
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

/// What to say about `problem`. `kind` is `None` until the link is looked up.
pub fn problem(problem: &Problem, kind: Option<AuthenticatorKind>, device: Device) -> Words {
    match problem {
        Problem::NoToken => Words::new(
            "This link is not complete",
            "Open the whole link that your Registration Authority (RA) sent you, or ask them for a new one.",
        ),
        Problem::Device(device_failure) => failure(*device_failure, kind, device),
        Problem::Refused(AppError::NoCookies) => failure(DeviceFailure::NoCookies, kind, device),
        Problem::Refused(error) => refused(error, kind),
        Problem::Ended(end) => Words::new(end.title(), end.advice()),
    }
}

/// What to say about a device failure. (The agent reads other words in the panel.)
pub fn failure(failure: DeviceFailure, kind: Option<AuthenticatorKind>, device: Device) -> Words {
    let Advice { title, user, next, .. } = match kind {
        Some(kind) => kinds::advice(kind, failure, device),
        None => kinds::of_every_kind(failure),
    };
    Words { title: title.into(), advice: user.into(), next }
}

/// Adds to `words` that the page is open within `app`.
pub fn in_app(app: App, words: Words) -> Words {
    Words { advice: ["This page is open inside ", app.name(), ". ", &words.advice].concat().into(), ..words }
}

fn refused(error: &AppError, kind: Option<AuthenticatorKind>) -> Words {
    let said = |title: &'static str, next| Words { title: title.into(), advice: error.to_string().into(), next };
    match error {
        AppError::LinkUnknown => Words::new(
            "This link is not valid",
            "Check that you opened the whole link, or ask your Registration Authority (RA) for a new one.",
        ),
        AppError::Ceremony(CeremonyRefusal::IssuerMayNot) => said("This link no longer works", Next::Nothing),
        AppError::Ceremony(CeremonyRefusal::UserInactive) => said("Your account is not active", Next::Nothing),
        AppError::Ceremony(refusal) => {
            let words = kind.map(kinds::for_user);
            let title = words.map_or("Something went wrong", |words| match refusal {
                CeremonyRefusal::AlreadyRegistered => words.already_registered,
                _ => words.not_registered,
            });
            said(title, Next::TryAgain)
        }
        AppError::TooManyRequests(_) | AppError::Overloaded => said("The service is busy", Next::TryAgain),
        error if error.is_out_of_reach() => said("The service could not be reached", Next::TryAgain),
        _ => said("Something went wrong", Next::TryAgain),
    }
}
