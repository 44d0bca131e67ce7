//! Points in time and dates, as pages show them. The server writes the words, in the operator's time zone, so that the
//! browser needs neither a calendar nor the same clock.

use serde::{Deserialize, Serialize};

/// A point in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// RFC 3339, UTC: `2026-11-22T14:05:00Z`. For `<time datetime>`.
    pub utc: String,
    /// In words: `22 November 2026 at 2:05pm`, or `2:05pm today`. They fit after "Registered" and after "until".
    pub words: String,
}

/// A date without a time, such as a date of birth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// ISO 8601: `1980-02-29`.
    pub iso: String,
    /// In words: `29 February 1980`.
    pub words: String,
}
