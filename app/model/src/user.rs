//! A person with a care identity.

use crate::{
    closing::Closure,
    error::Refusal,
    kind::AuthenticatorKind,
    link::LinkTerms,
    meeting::Meeting,
    moment::{Day, Moment},
    pasted,
    role::StaffRole,
    supervision::OpenLink,
};
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

    /// Takes 12 digits. Spaces, dashes and full stops between them are ignored, because people copy them in groups.
    fn from_str(text: &str) -> Result<Self, NotAUniqueUserId> {
        let between =
            |c: char| c == ' ' || c == '.' || c == '-' || ('\u{2010}'..='\u{2015}').contains(&c) || c == '\u{2212}';
        let plain = pasted::plain(text);
        let digits: String =
            plain.trim_start_matches("UUID").trim_start_matches(':').chars().filter(|c| !between(*c)).collect();
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
    /// The user's profile is closed: they may not sign in, and no authenticator can be issued to them.
    Inactive,
}

impl UserStatus {
    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Inactive => "Closed",
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
    /// Email address.
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
    /// Whether the viewer may send this user a registration link by email: they may issue one, and a mail server is set up.
    pub may_email: bool,
    /// The user's open registration link, when the viewer may issue to them.
    pub open_link: Option<OpenLink>,
    /// The kind of meeting of the viewer's last link, to whomever; `None` also when they may not issue to this user.
    pub last_meeting: Option<Meeting>,
    /// The kinds of authenticator for which the viewer has generated links lately, so that they know the instructions.
    pub known_kinds: Vec<AuthenticatorKind>,
    /// How long registration links work.
    pub link_terms: LinkTerms,
    /// Why the viewer may not remove this user's authenticators; `None` when they may.
    pub remove_refused: Option<Refusal>,
    /// Why the viewer may not change this user's details; `None` when they may.
    pub change_refused: Option<Refusal>,
    /// When the user was created.
    pub created: Moment,
    /// Why the viewer may not confirm this user's authenticators for a staff role; `None` when they may.
    pub confirm_refused: Option<Refusal>,
    /// Whether the viewer may read this user's history.
    pub may_view_history: bool,
    /// Why and when the profile was closed; `None` while it is open.
    pub closure: Option<Closure>,
    /// What the viewer may do to the life of this profile and of its authenticators.
    pub life: LifeRefusals,
}

/// Why the viewer of a profile may not do something about its life or its authenticators'; `None` when they may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LifeRefusals {
    /// Closing the profile.
    pub close: Option<Refusal>,
    /// Reopening the profile.
    pub reopen: Option<Refusal>,
    /// Suspending an authenticator.
    pub suspend: Option<Refusal>,
    /// Making a suspended authenticator active again.
    pub reinstate: Option<Refusal>,
}

#[cfg(test)]
mod tests {
    use super::UniqueUserId;

    #[test]
    fn a_unique_user_id_is_twelve_digits_with_or_without_something_between_them() {
        for text in [
            "555254242106",
            "5552 5424 2106",
            " 5552-5424-2106\u{a0}",
            "5552\u{a0}5424\u{2013}2106",
            "\u{feff}555\u{200b}254242106",
            "５５５２５４２４２１０６",
            "UUID: 5552 5424 2106",
            "5552.5424.2106.",
        ] {
            assert_eq!(text.parse::<UniqueUserId>().map(String::from), Ok("555254242106".to_owned()), "{text:?}");
        }
        for wrong in ["", "55525424210", "5552542421066", "55525424210x", "5552/5424/2106", "٥٥٥٢٥٤٢٤٢١٠٦"]
        {
            assert!(wrong.parse::<UniqueUserId>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_unique_user_id_is_checked_when_it_arrives_as_json() {
        assert!(serde_json::from_str::<UniqueUserId>("\"555254242106\"").is_ok());
        assert!(serde_json::from_str::<UniqueUserId>("\"../../etc\"").is_err());
    }
}
