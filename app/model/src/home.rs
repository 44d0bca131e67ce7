//! What the home page shows besides its cards.

use crate::{moment::Day, supervision::WatchedLink, user::UniqueUserId};
use serde::{Deserialize, Serialize};

/// A registration link that the person who looks at the home page has generated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnLink {
    /// The user whose link it is: 12 digits.
    pub unique_user_id: UniqueUserId,
    /// The name of that user.
    pub name: String,
    /// The link, as its panel shows it.
    pub link: WatchedLink,
}

/// A user whose profile a person viewed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewedUser {
    /// 12 digits.
    pub unique_user_id: UniqueUserId,
    /// First name and last name.
    pub name: String,
    /// Date of birth.
    pub date_of_birth: Day,
}

impl ViewedUser {
    /// The greatest number of users that the home page lists.
    pub const LIMIT: u64 = 10;
}
