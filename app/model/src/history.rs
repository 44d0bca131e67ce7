//! What happened to a user, as the *History* tab shows it.

use crate::moment::Moment;
use serde::{Deserialize, Serialize};

/// One line of a user's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// When it happened.
    pub at: Moment,
    /// What happened, in words: `Registration link generated`.
    pub what: String,
    /// Details in words; may be empty.
    pub detail: String,
    /// Who did it, as it stands after the word "by": a person's name, or words such as `the system operator`.
    pub by: String,
    /// Whether it was refused.
    pub refused: bool,
}

/// A page of a user's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryPage {
    /// The entries, the newest first.
    pub entries: Vec<HistoryEntry>,
    /// The next page, with older entries, begins before the entry with this number; `None` when this is the last page.
    pub next: Option<i64>,
    /// The page with newer entries; `None` when this is the first page.
    pub newer: Option<NewerPage>,
}

/// How to find a page with newer entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NewerPage {
    /// The first page, with the newest entries.
    Newest,
    /// The page that begins before this entry.
    Before(i64),
}
