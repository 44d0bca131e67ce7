//! The permissions: one table that the pages use to hide what is not allowed and the server uses to refuse it.

use self::Cell::{Directory, No, Switch, Yes};
use crate::role::StaffRole;
use serde::{Deserialize, Serialize};
use strum::VariantArray;

/// Something that a role allows. The rules that concern two people (people cannot act on themselves; only an RA Manager acts on
/// staff) are checked by the server, which knows both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "snake_case")]
pub enum Activity {
    /// Find a user and view the profile. All users may view their own.
    ViewUsers,
    /// Issue an authenticator, of any kind.
    IssueAuthenticator,
    /// Remove an authenticator.
    RemoveAuthenticator,
    /// View a user's history. All users may view the plain part of their own.
    ViewHistory,
    /// Create or change a user's details.
    ChangeDetails,
    /// Grant and take away staff roles, look after organisations, view the whole audit log.
    Administer,
    /// Find a user of any organisation and view the profile, where the operator has switched the national directory on.
    ViewEveryone,
}

impl Activity {
    /// What the activity is called in a sentence: "Your role does not let you …".
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::ViewUsers => "find and view other users",
            Self::IssueAuthenticator => "issue authenticators",
            Self::RemoveAuthenticator => "remove authenticators",
            Self::ViewHistory => "view other users’ history",
            Self::ChangeDetails => "change users’ details",
            Self::Administer => "look after roles and organisations, or view the audit log",
            Self::ViewEveryone => "find and view users of other organisations",
        }
    }

    /// Whether `role` alone allows the activity.
    #[must_use]
    pub const fn allowed_to(self, role: StaffRole, switches: Switches) -> bool {
        match TABLE[role as usize].1[self as usize] {
            Yes => true,
            No => false,
            Switch => switches.ra_agent_manages_authenticators,
            Directory => switches.national_directory,
        }
    }

    /// Whether any of `roles` allows the activity. Without a role nothing is allowed.
    #[must_use]
    pub fn allowed_to_any(self, roles: &[StaffRole], switches: Switches) -> bool {
        roles.iter().any(|role| self.allowed_to(*role, switches))
    }
}

/// A cell of the table.
#[derive(Clone, Copy, Debug)]
enum Cell {
    /// The role allows the activity.
    Yes,
    /// The role does not allow the activity.
    No,
    /// The operator decides: [`Switches::ra_agent_manages_authenticators`].
    Switch,
    /// The operator decides: [`Switches::national_directory`].
    Directory,
}

const ROLES: usize = StaffRole::VARIANTS.len();
const ACTIVITIES: usize = Activity::VARIANTS.len();

/// Role × activity. Each role and each activity has its cell, so a new one does not compile until all of its cells are written.
#[rustfmt::skip]
const TABLE: [(StaffRole, [Cell; ACTIVITIES]); ROLES] = [
    //                                       view   issue   remove  view     change   administer  view
    //                                       users                  history  details              everyone
    (StaffRole::RaManager,                   [Yes,  Yes,    Yes,    Yes,     Yes,     Yes,        Directory]),
    (StaffRole::RaAgentAdvanced,             [Yes,  Yes,    Yes,    Yes,     Yes,     No,         Directory]),
    (StaffRole::RaAgent,                     [Yes,  Switch, Switch, Yes,     Yes,     No,         Directory]),
    (StaffRole::IdChecker,                   [Yes,  No,     No,     No,      Yes,     No,         No]),
    (StaffRole::Sponsor,                     [Yes,  No,     No,     No,      No,      No,         No]),
    (StaffRole::LocalSmartcardAdministrator, [Yes,  No,     No,     No,      No,      No,         No]),
];

// The rows are in the order of the roles, and the columns in the order of the activities. A test compares each cell.
const _: () = {
    let mut row = 0;
    while row < ROLES {
        assert!(TABLE[row].0 as usize == row, "the rows of the table are not in the order of the roles");
        row += 1;
    }
};

/// What an operator decides about the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Switches {
    /// Whether an RA Agent issues and removes authenticators. The national documents disagree about this. Off by default.
    pub ra_agent_manages_authenticators: bool,
    /// Whether RA staff may find and view the users of all organisations, also those that their roles do not reach. Off by default.
    pub national_directory: bool,
}

#[cfg(test)]
mod tests {
    use super::{Activity, Switches};
    use crate::role::StaffRole;
    use strum::VariantArray;

    fn table(switches: Switches) -> String {
        let mut lines = Vec::new();
        for activity in Activity::VARIANTS {
            let marks: Vec<&str> = StaffRole::VARIANTS
                .iter()
                .map(|role| if activity.allowed_to(*role, switches) { "yes" } else { "no" })
                .collect();
            lines.push(format!("{activity:?}: {}", marks.join(" ")));
        }
        lines.join("\n")
    }

    #[test]
    fn the_permission_table_is_the_one_in_the_design() {
        // Columns: RA Manager, RA Agent (Advanced), RA Agent, ID Checker, Sponsor, LSA.
        assert_eq!(
            table(Switches::default()),
            "ViewUsers: yes yes yes yes yes yes\n\
             IssueAuthenticator: yes yes no no no no\n\
             RemoveAuthenticator: yes yes no no no no\n\
             ViewHistory: yes yes yes no no no\n\
             ChangeDetails: yes yes yes yes no no\n\
             Administer: yes no no no no no\n\
             ViewEveryone: no no no no no no"
        );
    }

    #[test]
    fn the_switch_lets_ra_agents_issue_and_remove_and_changes_nothing_else() {
        let on = Switches { ra_agent_manages_authenticators: true, ..Switches::default() };
        assert_eq!(
            table(on),
            table(Switches::default())
                .replace("IssueAuthenticator: yes yes no", "IssueAuthenticator: yes yes yes")
                .replace("RemoveAuthenticator: yes yes no", "RemoveAuthenticator: yes yes yes")
        );
    }

    #[test]
    fn the_national_directory_lets_ra_staff_view_everyone_and_changes_nothing_else() {
        let on = Switches { national_directory: true, ..Switches::default() };
        let everyone = table(Switches::default()).replace("ViewEveryone: no no no", "ViewEveryone: yes yes yes");
        assert_eq!(table(on), everyone);
    }

    #[test]
    fn the_readme_shows_this_table() {
        let readme = include_str!("../../../README.md");
        for (role, cells) in super::TABLE {
            let cells = cells.map(|cell| match cell {
                super::Cell::Yes => "yes",
                super::Cell::No => "no",
                super::Cell::Switch => "setting",
                super::Cell::Directory => "directory",
            });
            let line = format!("| {} | {} |", role.label(), cells.join(" | "));
            assert!(readme.contains(&line), "{line}");
        }
    }

    #[test]
    fn a_user_without_a_role_has_no_permission() {
        for activity in Activity::VARIANTS {
            assert!(!activity.allowed_to_any(&[], Switches::default()));
        }
    }
}
