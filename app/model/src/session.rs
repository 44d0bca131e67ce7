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

/// How many seconds are left of a session, by the server's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionLeft {
    /// Until it ends because nobody uses it. Each use starts this time again.
    pub idle: u32,
    /// Until it ends in any case.
    pub whole: u32,
}

impl SessionLeft {
    /// Until it ends, unless it is used.
    #[must_use]
    pub const fn soonest(self) -> u32 {
        if self.is_at_its_end() { self.whole } else { self.idle }
    }

    /// Whether a use no longer makes it last longer.
    #[must_use]
    pub const fn is_at_its_end(self) -> bool {
        self.whole <= self.idle
    }
}

impl SignedIn {
    /// Whether the pages should offer `activity`. The server checks again whenever a person does it.
    #[must_use]
    pub fn may(&self, activity: Activity) -> bool {
        activity.allowed_to_any(&self.roles, self.switches)
    }
}
