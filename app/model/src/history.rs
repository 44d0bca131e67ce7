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

/// A page of a user's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryPage {
    /// The newest first.
    pub entries: Vec<HistoryEntry>,
    /// Before which entry the next page begins, with older ones; `None` when this is the last.
    pub next: Option<i64>,
    /// Where the page with newer entries is; `None` when this is the first.
    pub newer: Option<NewerPage>,
}

/// Where a page with newer entries is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NewerPage {
    /// It is the first one, with the newest entries.
    Newest,
    /// It begins before this entry.
    Before(i64),
}
