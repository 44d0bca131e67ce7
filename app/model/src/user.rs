//! A person with a care identity.

use crate::{error::Refusal, link::LinkTerms, moment::Day, role::StaffRole, supervision::OpenLink};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The unique user ID ("UUID" on the page): 12 digits. It is not an RFC 9562 UUID.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UniqueUserId(String);

impl UniqueUserId {
    /// The number of digits.
    pub const DIGITS: usize = 12;

    /// The 12 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What was typed is not 12 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("UUID must be 12 digits, like 555254242106")]
pub struct NotAUniqueUserId;

impl FromStr for UniqueUserId {
    type Err = NotAUniqueUserId;

    /// Takes 12 digits; spaces between them are ignored, because people copy them in groups.
    fn from_str(text: &str) -> Result<Self, NotAUniqueUserId> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if digits.len() == Self::DIGITS && digits.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(digits))
        } else {
            Err(NotAUniqueUserId)
        }
    }
}

impl TryFrom<String> for UniqueUserId {
    type Error = NotAUniqueUserId;

    fn try_from(text: String) -> Result<Self, NotAUniqueUserId> {
        text.parse()
    }
}

impl From<UniqueUserId> for String {
    fn from(id: UniqueUserId) -> Self {
        id.0
    }
}

impl fmt::Display for UniqueUserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An organisation that users belong to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// For example `Riverside Hospitals NHS Trust`.
    pub name: String,
    /// Organisation Data Service code, for example `RX1`.
    pub ods_code: String,
}

/// Whether a user may sign in and be issued an authenticator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UserStatus {
    /// The user may sign in and be issued an authenticator.
    Active,
    /// The user has left or was suspended: they may not sign in, and no authenticator can be issued to them.
    Inactive,
}

impl UserStatus {
    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Inactive => "Inactive",
        }
    }
}

/// The details that distinguish one user from another: a row of search results, and the head of every page about a user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserSummary {
    /// 12 digits.
    pub unique_user_id: UniqueUserId,
    /// First name and last name, as the person writes them.
    pub name: String,
    /// Date of birth.
    pub date_of_birth: Day,
    /// E-mail address.
    pub email: String,
    /// Where the user works.
    pub organisation: Organisation,
    /// Active or not.
    pub status: UserStatus,
}

/// A user's profile, with what the viewer may do there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserProfile {
    /// The user.
    pub user: UserSummary,
    /// The staff roles that the user holds; most users hold none.
    pub roles: Vec<StaffRole>,
    /// Whether the viewer is looking at their own profile.
    pub own: bool,
    /// Why the viewer may not issue an authenticator to this user; `None` when they may.
    pub issue_refused: Option<Refusal>,
    /// Whether the viewer may send this user a registration link by e-mail: they may issue one, and a mail server is set up.
    pub may_email: bool,
    /// The user's open registration link, when the viewer may issue to them.
    pub open_link: Option<OpenLink>,
    /// How long registration links work.
    pub link_terms: LinkTerms,
    /// Why the viewer may not remove this user's authenticators; `None` when they may.
    pub remove_refused: Option<Refusal>,
    /// Whether the viewer may read this user's history.
    pub may_view_history: bool,
}

#[cfg(test)]
mod tests {
    use super::UniqueUserId;

    #[test]
    fn a_unique_user_id_is_twelve_digits_with_or_without_spaces() {
        assert_eq!("5552 5424 2106".parse::<UniqueUserId>().map(String::from), Ok("555254242106".to_owned()));
        for wrong in ["", "55525424210", "5552542421066", "55525424210x", "٥٥٥٢٥٤٢٤٢١٠٦"] {
            assert!(wrong.parse::<UniqueUserId>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_unique_user_id_is_checked_when_it_arrives_as_json() {
        assert!(serde_json::from_str::<UniqueUserId>("\"555254242106\"").is_ok());
        assert!(serde_json::from_str::<UniqueUserId>("\"../../etc\"").is_err());
    }
}
