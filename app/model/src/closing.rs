//! Why a profile was closed, and what it then says.

use crate::{moment::Moment, user::UniqueUserId};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// The reason that the agent chose, in the order in which the page offers the reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "kebab-case")]
pub enum ClosedBecause {
    /// The person has left.
    Left,
    /// The person has died.
    Deceased,
    /// Another profile is the same person's.
    Duplicate,
    /// Somebody may be misusing it.
    Security,
}

impl ClosedBecause {
    /// The words on the page and in the history.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Left => "Left",
            Self::Deceased => "Deceased",
            Self::Duplicate => "Duplicate of another profile",
            Self::Security => "Security",
        }
    }

    /// When to choose it.
    #[must_use]
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Left => "They no longer work in health and care",
            Self::Deceased => "They have died",
            Self::Duplicate => "The same person has another profile, which they keep",
            Self::Security => "Someone may be misusing the profile",
        }
    }

    /// The word in forms, on the command line and in the database.
    #[must_use]
    pub fn slug(self) -> &'static str {
        self.into()
    }
}

/// What is known about a profile that is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// When it was closed; `None` when it was closed before this was noted.
    pub at: Option<Moment>,
    /// Who closed it; `None` for the operator on the command line.
    pub by: Option<String>,
    /// Why; `None` as for `at`.
    pub because: Option<ClosedBecause>,
    /// The profile of the same person that stays open.
    pub duplicate_of: Option<OtherProfile>,
    /// What was noted about it.
    pub note: Option<String>,
}

/// Another profile, for a link to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherProfile {
    /// 12 digits.
    pub unique_user_id: UniqueUserId,
    /// First name and last name.
    pub name: String,
}
