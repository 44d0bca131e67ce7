//! Why an authenticator was removed.

use crate::{moment::Moment, pasted};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// The reason that the agent chose, in the order in which the page offers the reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "kebab-case")]
pub enum RemovalReason {
    /// The device is lost, or someone else has it.
    Lost,
    /// The user no longer works there.
    Left,
    /// The user has another authenticator instead.
    Replaced,
    /// It should never have been registered.
    Mistake,
    /// Anything else.
    Other,
}

impl RemovalReason {
    /// The words on the page, in the history and in the email.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Lost => "Lost or stolen",
            Self::Left => "Left the organisation",
            Self::Replaced => "Replaced",
            Self::Mistake => "Registered by mistake",
            Self::Other => "Other",
        }
    }

    /// The word in forms and in the database.
    #[must_use]
    pub fn slug(self) -> &'static str {
        self.into()
    }
}

/// The greatest length of a note, in characters.
pub const MAX_NOTE: usize = 200;

/// The note that an agent typed about a removal, on one line and without control characters; `None` when it is empty.
///
/// # Errors
/// A sentence for the agent, when it is too long.
pub fn note(typed: &str) -> Result<Option<String>, &'static str> {
    let note: String = pasted::plain(typed).chars().filter(|character| !character.is_control()).collect();
    if note.chars().count() > MAX_NOTE {
        return Err("Note must be 200 characters or fewer");
    }
    Ok((!note.is_empty()).then_some(note))
}

/// The removal of an authenticator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removal {
    /// When it was removed.
    pub at: Moment,
    /// The agent who removed it.
    pub by: String,
    /// Why; `None` when it was removed before reasons were asked for.
    pub reason: Option<RemovalReason>,
    /// What the agent noted about it.
    pub note: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::{MAX_NOTE, note};

    #[test]
    fn a_note_is_one_line_without_control_characters() {
        assert_eq!(
            note("  INC0012345:\tlost\non a train\u{0}\u{1b} "),
            Ok(Some("INC0012345: lost on a train".to_owned()))
        );
        assert_eq!(note(" \u{200b}\u{0} "), Ok(None));
    }

    #[test]
    fn a_note_has_a_greatest_length() {
        assert_eq!(note(&"é".repeat(MAX_NOTE)).map(|note| note.map(|note| note.chars().count())), Ok(Some(MAX_NOTE)));
        assert_eq!(note(&"é".repeat(MAX_NOTE + 1)), Err("Note must be 200 characters or fewer"));
    }
}
