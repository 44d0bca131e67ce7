//! The person who asks.

use crate::Client;
use model::{SignedIn, StaffRole, Switches, UniqueUserId};
use uuid::Uuid;

/// A person who is signed in, and the client of their request. [`crate::sessions::find`] makes one for each request.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The user.
    pub user_id: Uuid,
    /// 12 digits.
    pub unique_user_id: UniqueUserId,
    /// First name and last name.
    pub name: String,
    /// The staff roles that the user holds at this moment.
    pub roles: Vec<StaffRole>,
    /// The session of this request.
    pub session_id: Uuid,
    /// The other end of the request.
    pub client: Client,
}

impl Actor {
    /// What the pages are told about the person.
    #[must_use]
    pub fn signed_in(&self, switches: Switches) -> SignedIn {
        SignedIn {
            unique_user_id: self.unique_user_id.clone(),
            name: self.name.clone(),
            roles: self.roles.clone(),
            switches,
        }
    }
}
