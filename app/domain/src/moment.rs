//! Writes points in time and dates in words, in the operator's time zone.

use crate::Domain;
use chrono::{DateTime, NaiveDate, SecondsFormat, Timelike, Utc};
use model::{Day, Moment};

impl Domain {
    /// `at` for a page: `22 November 2026, 2:05pm`.
    pub(crate) fn moment(&self, at: DateTime<Utc>) -> Moment {
        let local = at.with_timezone(&self.settings().time_zone);
        let half = if local.hour() < 12 { "am" } else { "pm" };
        Moment {
            utc: at.to_rfc3339_opts(SecondsFormat::Millis, true),
            words: format!("{}{half}", local.format("%-d %B %Y, %-I:%M")),
        }
    }
}

/// `date` for a page: `29 February 1980`.
pub(crate) fn day(date: NaiveDate) -> Day {
    Day { iso: date.format("%Y-%m-%d").to_string(), words: date.format("%-d %B %Y").to_string() }
}
