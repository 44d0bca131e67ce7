//! How the agent and the user meet.

use serde::{Deserialize, Serialize};

/// The kind of meeting in which the user registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meeting {
    /// A video call.
    Video,
    /// The agent and the user are in one room.
    FaceToFace,
}

impl Meeting {
    /// The words on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Video => "Video call",
            Self::FaceToFace => "Face to face",
        }
    }
}
