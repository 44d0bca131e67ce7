//! How the agent and the user meet.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// The kind of meeting in which the user registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "kebab-case")]
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

    /// The word in addresses and forms: `video`, `face-to-face`.
    #[must_use]
    pub fn slug(self) -> &'static str {
        self.into()
    }
}
