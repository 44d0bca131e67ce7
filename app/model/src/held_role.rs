//! Staff roles and who holds them, as the *Roles* page and the *Roles* tab show them.

use crate::{
    error::Refusal,
    moment::Moment,
    role::StaffRole,
    user::{Organisation, UniqueUserId},
};
use serde::{Deserialize, Serialize};

/// A staff role that somebody holds at an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleRow {
    /// The unique user ID of its holder.
    pub unique_user_id: UniqueUserId,
    /// The name of its holder.
    pub name: String,
    /// The role.
    pub role: StaffRole,
    /// The organisation at which it is held.
    pub organisation: Organisation,
    /// When it was granted.
    pub granted: Moment,
    /// Who granted it; `None`: the operator.
    pub granted_by: Option<String>,
    /// Why, in the words of the person who granted it; `None` when they were not asked.
    pub reason: Option<String>,
    /// Whether the viewer may view the profile of its holder, who may belong to another organisation than the one of the role.
    pub may_view: bool,
    /// Whether the viewer may take it away.
    pub may_revoke: bool,
}

/// Which roles a page lists, and where it begins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RolesWanted {
    /// Only this role; `None`: all.
    pub role: Option<StaffRole>,
    /// Only at the organisation with this ODS code and at those below it; empty: everywhere.
    pub ods_code: String,
    /// The page begins after this place, which [`RolesPage::next`] gave; empty: at the beginning.
    pub after: String,
}

/// A page of roles, in the order of the tree of organisations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RolesPage {
    /// The roles.
    pub rows: Vec<RoleRow>,
    /// Where the next page begins; `None` when this is the last page.
    pub next: Option<String>,
}

/// The roles of one user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RolesOfUser {
    /// The roles, in the order of the permission table.
    pub rows: Vec<RoleRow>,
    /// Why the viewer may not grant a role to this user; `None` when they may.
    pub grant_refused: Option<Refusal>,
}
