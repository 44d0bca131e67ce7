//! Writes points in time and dates in words, in the operator's time zone.

use crate::Domain;
use chrono::{DateTime, NaiveDate, SecondsFormat, Timelike, Utc};
use chrono_tz::Tz;
use model::{Day, Moment};

impl Domain {
    /// `at` for a page: `22 November 2026 at 2:05pm`, or `2:05pm today`.
    pub(crate) fn moment(&self, at: DateTime<Utc>) -> Moment {
        let words = words(at, self.now(), self.settings().time_zone);
        Moment { utc: at.to_rfc3339_opts(SecondsFormat::Millis, true), words }
    }

    /// `at` for an email, which may be read on another day and in another country: `22 November 2026 at 2:05pm (UK time)`.
    pub(crate) fn moment_in_full(&self, at: DateTime<Utc>) -> String {
        let zone = self.settings().time_zone;
        let (date, time) = date_and_time(at, zone);
        format!("{date} at {time} ({})", zone_name(zone))
    }
}

/// `at` in words, as they are right at `now`.
fn words(at: DateTime<Utc>, now: DateTime<Utc>, zone: Tz) -> String {
    let (date, time) = date_and_time(at, zone);
    if date == date_and_time(now, zone).0 { format!("{time} today") } else { format!("{date} at {time}") }
}

fn date_and_time(at: DateTime<Utc>, zone: Tz) -> (String, String) {
    let local = at.with_timezone(&zone);
    let half = if local.hour() < 12 { "am" } else { "pm" };
    (day(local.date_naive()).words, format!("{}{half}", local.format("%-I:%M")))
}

/// What people call the time of a zone.
fn zone_name(zone: Tz) -> String {
    match zone {
        Tz::Europe__London => "UK time".to_owned(),
        Tz::UTC | Tz::Etc__UTC => "UTC".to_owned(),
        zone => format!("{} time", zone.name().replace('_', " ")),
    }
}

/// `date` for a page: `29 February 1980`.
pub(crate) fn day(date: NaiveDate) -> Day {
    Day { iso: date.format("%Y-%m-%d").to_string(), words: date.format("%-d %B %Y").to_string() }
}

#[cfg(test)]
mod tests {
    use super::{words, zone_name};
    use chrono::{DateTime, Utc};
    use chrono_tz::Tz;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_moment_of_today_is_written_without_the_date() {
        let now = at("2026-11-25T12:00:00Z");
        for (moment, expected) in [
            ("2026-11-25T19:14:00Z", "7:14pm today"),
            ("2026-11-25T00:00:00Z", "12:00am today"),
            ("2026-11-25T12:05:59Z", "12:05pm today"),
            ("2026-11-24T23:59:59Z", "24 November 2026 at 11:59pm"),
            ("2026-11-26T00:00:00Z", "26 November 2026 at 12:00am"),
            ("2025-11-25T09:30:00Z", "25 November 2025 at 9:30am"),
        ] {
            assert_eq!(words(at(moment), now, Tz::Europe__London), expected);
        }
    }

    #[test]
    fn today_is_the_day_in_the_time_zone_of_the_service() {
        // In summer it is already tomorrow in London, and still the evening before in New York.
        let now = at("2026-07-01T23:30:00Z");
        for (zone, expected) in [
            (Tz::Europe__London, "1 July 2026 at 11:45pm"),
            (Tz::UTC, "10:45pm today"),
            (Tz::America__New_York, "6:45pm today"),
        ] {
            assert_eq!(words(at("2026-07-01T22:45:00Z"), now, zone), expected);
        }
    }

    #[test]
    fn a_time_zone_has_a_name_that_people_know() {
        let names = [Tz::Europe__London, Tz::UTC, Tz::America__New_York].map(zone_name);
        assert_eq!(names, ["UK time", "UTC", "America/New York time"]);
    }
}
