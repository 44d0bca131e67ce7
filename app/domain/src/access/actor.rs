//! The person who asks.

use super::{HeldRole, roles};
use crate::Client;
use chrono::{DateTime, Utc};
use model::{SignedIn, Switches, UniqueUserId};
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
    pub roles: Vec<HeldRole>,
    /// The session of this request.
    pub session_id: Uuid,
    /// When the session was opened.
    pub opened_at: DateTime<Utc>,
    /// When the session was last used, as far as that is noted.
    pub last_seen_at: DateTime<Utc>,
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
            roles: roles(&self.roles),
            switches,
        }
    }
}
