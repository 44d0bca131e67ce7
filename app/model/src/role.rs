//! The staff roles of a Registration Authority.

use serde::{Deserialize, Serialize};

/// A role that a member of staff holds. A user without one sees only their own profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffRole {
    /// Runs the Registration Authority of an organisation; may do everything, to everybody but themselves.
    RaManager,
    /// Issues and removes authenticators.
    RaAgentAdvanced,
    /// Looks after users' details; issues and removes only where the operator says so.
    RaAgent,
    /// Checks identities and enters users' details.
    IdChecker,
    /// Vouches for users.
    Sponsor,
    /// Looks after smartcards at a site.
    LocalSmartcardAdministrator,
}

impl StaffRole {
    /// Every role.
    pub const ALL: [Self; 6] = [
        Self::RaManager,
        Self::RaAgentAdvanced,
        Self::RaAgent,
        Self::IdChecker,
        Self::Sponsor,
        Self::LocalSmartcardAdministrator,
    ];

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
    pub const fn slug(self) -> &'static str {
        match self {
            Self::RaManager => "ra-manager",
            Self::RaAgentAdvanced => "ra-agent-advanced",
            Self::RaAgent => "ra-agent",
            Self::IdChecker => "id-checker",
            Self::Sponsor => "sponsor",
            Self::LocalSmartcardAdministrator => "local-smartcard-administrator",
        }
    }

    /// The role whose [`slug`](Self::slug) this is.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.slug() == slug)
    }
}
