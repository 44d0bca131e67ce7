//! What happened to a user, as the *History* tab shows it.

use crate::moment::Moment;
use serde::{Deserialize, Serialize};

/// One line of a user's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// Position in the audit log; grows.
    pub sequence: i64,
    /// When it happened.
    pub at: Moment,
    /// What happened, in words: `Registration link generated`.
    pub what: String,
    /// More of it, in words; may be empty.
    pub detail: String,
    /// Who did it, by name; `Nobody signed in` when that is so.
    pub by: String,
    /// Whether it was refused.
    pub refused: bool,
}
