//! How a link ended, and what went wrong with it, in words for agents. (The words for the user are [`LinkEnd::advice`].)

use model::{AppError, CeremonyRefusal, LinkEnd};

/// How the link ended.
pub const fn ended(end: LinkEnd) -> &'static str {
    match end {
        LinkEnd::Registered => "This link has been used",
        LinkEnd::Cancelled => "This link was cancelled",
        LinkEnd::Replaced => "This link was replaced by a newer one",
        LinkEnd::Expired => "This link has expired",
        LinkEnd::LockedOut => {
            "This link is locked because there were too many attempts. Generate a new link and send it a different way"
        }
    }
}

/// The words for an error that happened when an agent wanted to do something with a link.
pub fn words(error: &AppError) -> String {
    match error {
        AppError::LinkEnded(end) => [ended(*end), "."].concat(),
        error => error.to_string(),
    }
}

/// Why a test of an authenticator was refused, and what to do about it.
pub const fn refused_test(refusal: CeremonyRefusal) -> &'static str {
    match refusal {
        CeremonyRefusal::CounterWentBack => {
            "Its counter went back, so someone may have copied it. Remove it, and issue another one."
        }
        CeremonyRefusal::Removed => "It has been removed, so the user cannot sign in with it. Issue another one.",
        CeremonyRefusal::AssuranceTooLow => {
            "The user has a staff role, so they need a security key or Windows Hello to sign in. Issue one of these."
        }
        refusal => refusal.for_agent(),
    }
}
