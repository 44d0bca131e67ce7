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
    fn new(title: &'static str, advice: &'static str, next: Next) -> Self {
        Self { title: title.into(), advice: advice.into(), next }
    }
}

/// What to say about `problem`. `kind` is `None` until the link is looked up.
pub fn problem(problem: &Problem, kind: Option<AuthenticatorKind>, device: Device) -> Words {
    match problem {
        Problem::NoToken => Words::new(
            "This link is not complete",
            "Part of the link is missing. Go back to the message from your Registration Authority (RA) and open the link from \
             there. Or ask them for a new one.",
            Next::Paste,
        ),
        Problem::Device(device_failure) => failure(*device_failure, kind, device),
        Problem::Refused(AppError::NoCookies) => failure(DeviceFailure::NoCookies, kind, device),
        Problem::Refused(error) => refused(error, kind),
        Problem::Ended(end) => Words::new(end.title(), end.advice(), Next::Nothing),
    }
}

/// What to say about a device failure. (The agent reads other words in the panel.)
pub fn failure(failure: DeviceFailure, kind: Option<AuthenticatorKind>, device: Device) -> Words {
    // What can fail before the kind is known has the same words for every kind.
    let kind = kind.unwrap_or(AuthenticatorKind::Passkey);
    let Advice { title, user, next, .. } = kinds::advice(kind, failure, device);
    Words { title: title.into(), advice: user.into(), next }
}

/// Says instead of the advice in `words` that the page is open within `app`, and which browser of the device to use.
pub fn in_app(app: App, device: Device, words: Words) -> Words {
    let browser = device.usual_browser();
    let advice = ["You have opened this page inside ", app.name(), ". Open it in ", browser, " instead."].concat();
    Words { advice: advice.into(), ..words }
}

fn refused(error: &AppError, kind: Option<AuthenticatorKind>) -> Words {
    let said = |title: &'static str, next| Words { title: title.into(), advice: error.to_string().into(), next };
    match error {
        AppError::LinkUnknown => Words::new(
            "This link is not valid",
            "Go back to the message and open the link from there. If it still does not work, ask your Registration Authority \
             (RA) for a new one.",
            Next::Paste,
        ),
        AppError::Ceremony(CeremonyRefusal::IssuerMayNot) => said("This link no longer works", Next::Nothing),
        AppError::Ceremony(CeremonyRefusal::UserInactive) => said("Your profile is closed", Next::Nothing),
        AppError::Ceremony(refusal) => {
            let words = kind.map(kinds::for_user);
            let title = words.map_or("Sorry, something went wrong", |words| match refusal {
                CeremonyRefusal::AlreadyRegistered => words.already_registered,
                _ => words.not_registered,
            });
            said(title, Next::TryAgain)
        }
        AppError::TooManyRequests(_) | AppError::Overloaded => said("The service is busy", Next::TryAgain),
        error if error.is_out_of_reach() => said("We could not connect to the service", Next::TryAgain),
        _ => said("Sorry, something went wrong", Next::TryAgain),
    }
}
