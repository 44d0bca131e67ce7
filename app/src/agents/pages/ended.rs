//! How a link ended, in words for agents. (What its user is told is [`LinkEnd::advice`].)

use model::{AppError, LinkEnd};

/// What happened.
pub const fn ended(end: LinkEnd) -> &'static str {
    match end {
        LinkEnd::Registered => "Registered",
        LinkEnd::Cancelled => "The link was cancelled",
        LinkEnd::Replaced => "The link was replaced by a newer one",
        LinkEnd::Expired => "The link has expired",
        LinkEnd::Locked => {
            "The link is locked: too much was tried with it. Generate a new one, and send it another way"
        }
    }
}

/// An error of something that was to be done with a link.
pub fn words(error: &AppError) -> String {
    match error {
        AppError::LinkEnded(end) => [ended(*end), "."].concat(),
        error => error.to_string(),
    }
}
