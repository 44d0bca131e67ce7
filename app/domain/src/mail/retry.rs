//! Decides when a notice that could not be sent is tried again.

use chrono::{DateTime, TimeDelta, Utc};

/// The waits after the first failures. The last one is also the wait after every later failure.
const WAITS: [TimeDelta; 5] =
    [TimeDelta::minutes(1), TimeDelta::minutes(5), TimeDelta::minutes(30), TimeDelta::hours(2), TimeDelta::hours(6)];

/// How long after it was queued a notice may still be tried.
const LAST_TRY: TimeDelta = TimeDelta::hours(24);

/// The time of the next try of a notice that was queued at `created_at`, after its `attempts`-th try (1, 2, …) failed at `now`.
/// `None`: the service gives up.
pub(super) fn next_try(created_at: DateTime<Utc>, attempts: i32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let last = created_at + LAST_TRY;
    let waits = usize::try_from(attempts).unwrap_or_default().saturating_sub(1);
    let wait = WAITS.get(waits).unwrap_or(&WAITS[WAITS.len() - 1]);
    (now < last).then(|| last.min(now + *wait))
}
