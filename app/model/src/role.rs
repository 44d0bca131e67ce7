//! The staff roles of a Registration Authority.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// What pages, the history and the command line call the person who runs the commands on the server. They have no profile.
pub const OPERATOR: &str = "the system operator";

/// A role that a member of staff holds. A user without one sees only their own profile.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "kebab-case")]
pub enum StaffRole {
    /// Runs the Registration Authority of an organisation. May do everything, to all users except themselves.
    RaManager,
    /// Issues and removes authenticators.
    RaAgentAdvanced,
    /// Looks after users' details. Issues and removes authenticators only if the operator allows it.
    RaAgent,
    /// Checks identities and enters users' details.
    IdChecker,
    /// Vouches for users.
    Sponsor,
    /// Looks after smartcards at a site.
    LocalSmartcardAdministrator,
}

impl StaffRole {
    /// The role's name as staff know it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::RaManager => "RA Manager",
            Self::RaAgentAdvanced => "RA Agent (Advanced)",
            Self::RaAgent => "RA Agent",
            Self::IdChecker => "RA Agent ID Checker",
            Self::Sponsor => "Sponsor",
            Self::LocalSmartcardAdministrator => "Local Smartcard Administrator",
        }
    }

    /// The word in configuration, on the command line and in the database.
    #[must_use]
    pub fn slug(self) -> &'static str {
        self.into()
    }
}
