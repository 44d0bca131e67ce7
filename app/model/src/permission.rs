//! Who may do what: the one table that the pages use to hide and the server uses to refuse.

use crate::role::StaffRole;
use serde::{Deserialize, Serialize};

/// Something that a role allows. What concerns two people (nobody acts on themselves; only an RA Manager acts on
/// staff) is decided by the server, which knows both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Activity {
    /// Find a user and view the profile. Everybody may view their own.
    ViewUsers,
    /// Issue an authenticator, of any kind.
    IssueAuthenticator,
    /// Remove an authenticator.
    RemoveAuthenticator,
    /// View a user's history. Everybody may view the plain part of their own.
    ViewHistory,
    /// Create or change a user's details.
    ChangeDetails,
    /// Grant and take away staff roles, view the whole audit log.
    Administer,
}

impl Activity {
    /// Every activity.
    pub const ALL: [Self; 6] = [
        Self::ViewUsers,
        Self::IssueAuthenticator,
        Self::RemoveAuthenticator,
        Self::ViewHistory,
        Self::ChangeDetails,
        Self::Administer,
    ];

    /// What the activity is called in a sentence: "You are not allowed to …".
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::ViewUsers => "find and view other users",
            Self::IssueAuthenticator => "issue authenticators",
            Self::RemoveAuthenticator => "remove authenticators",
            Self::ViewHistory => "view other users’ history",
            Self::ChangeDetails => "change users’ details",
            Self::Administer => "grant roles or view the audit log",
        }
    }

    /// Whether `role` alone allows the activity.
    #[must_use]
    pub const fn allowed_to(self, role: StaffRole, switches: Switches) -> bool {
        use StaffRole::{IdChecker, LocalSmartcardAdministrator, RaAgent, RaAgentAdvanced, RaManager, Sponsor};
        match (self, role) {
            (_, RaManager) => true,
            (Self::Administer, _) => false,
            (_, RaAgentAdvanced) => true,
            (Self::IssueAuthenticator | Self::RemoveAuthenticator, RaAgent) => switches.ra_agent_manages_authenticators,
            (Self::IssueAuthenticator | Self::RemoveAuthenticator, _) => false,
            (Self::ViewUsers, _) => true,
            (Self::ViewHistory, RaAgent) => true,
            (Self::ChangeDetails, RaAgent | IdChecker) => true,
            (Self::ViewHistory | Self::ChangeDetails, IdChecker | Sponsor | LocalSmartcardAdministrator) => false,
        }
    }

    /// Whether any of `roles` allows the activity. No roles: no.
    #[must_use]
    pub fn allowed_to_any(self, roles: &[StaffRole], switches: Switches) -> bool {
        roles.iter().any(|role| self.allowed_to(*role, switches))
    }
}

/// What an operator decides about the table. The national documents disagree about RA Agents, hence the switch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Switches {
    /// Whether an RA Agent issues and removes authenticators. Off by default.
    pub ra_agent_manages_authenticators: bool,
}

#[cfg(test)]
mod tests {
    use super::{Activity, Switches};
    use crate::role::StaffRole;

    fn table(switches: Switches) -> String {
        let mut lines = Vec::new();
        for activity in Activity::ALL {
            let marks: Vec<&str> = StaffRole::ALL
                .iter()
                .map(|role| if activity.allowed_to(*role, switches) { "yes" } else { "no" })
                .collect();
            lines.push(format!("{activity:?}: {}", marks.join(" ")));
        }
        lines.join("\n")
    }

    #[test]
    fn the_table_is_the_one_in_the_design() {
        // Columns: RA Manager, RA Agent (Advanced), RA Agent, ID Checker, Sponsor, LSA.
        assert_eq!(
            table(Switches::default()),
            "ViewUsers: yes yes yes yes yes yes\n\
             IssueAuthenticator: yes yes no no no no\n\
             RemoveAuthenticator: yes yes no no no no\n\
             ViewHistory: yes yes yes no no no\n\
             ChangeDetails: yes yes yes yes no no\n\
             Administer: yes no no no no no"
        );
    }

    #[test]
    fn the_switch_lets_ra_agents_issue_and_remove_and_nothing_else() {
        let on = Switches { ra_agent_manages_authenticators: true };
        assert_eq!(
            table(on),
            table(Switches::default())
                .replace("IssueAuthenticator: yes yes no", "IssueAuthenticator: yes yes yes")
                .replace("RemoveAuthenticator: yes yes no", "RemoveAuthenticator: yes yes yes")
        );
    }

    #[test]
    fn nobody_without_a_role_is_allowed_anything() {
        for activity in Activity::ALL {
            assert!(!activity.allowed_to_any(&[], Switches::default()));
        }
    }
}
