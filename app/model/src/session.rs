//! The signed-in person, as the pages know them.

use crate::{
    permission::{Activity, Switches},
    role::StaffRole,
    user::UniqueUserId,
};
use serde::{Deserialize, Serialize};

/// The person who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// 12 digits.
    pub unique_user_id: UniqueUserId,
    /// First name and last name.
    pub name: String,
    /// Staff roles; none for most users.
    pub roles: Vec<StaffRole>,
    /// What the operator decided about the permission table.
    pub switches: Switches,
}

impl SignedIn {
    /// Whether the pages should offer `activity`. The server checks again whenever a person does it.
    #[must_use]
    pub fn may(&self, activity: Activity) -> bool {
        activity.allowed_to_any(&self.roles, self.switches)
    }
}
