//! Counts refused connections, so that they are logged once a minute at most.

use std::time::Duration;
use tokio::time::Instant;

const MINUTE: Duration = Duration::from_secs(60);

/// How many were refused since the last line in the log.
#[derive(Debug, Default)]
pub struct Refused {
    said_at: Option<Instant>,
    times: u64,
}

impl Refused {
    /// Counts one more at the moment `now`. Returns their number when it is time for a line in the log.
    pub fn count(&mut self, now: Instant) -> Option<u64> {
        self.times += 1;
        if self.said_at.is_some_and(|moment| now.duration_since(moment) < MINUTE) {
            return None;
        }
        self.said_at = Some(now);
        Some(std::mem::take(&mut self.times))
    }
}

#[cfg(test)]
mod tests {
    use super::{MINUTE, Refused};
    use std::time::Duration;
    use tokio::time::Instant;

    #[test]
    fn what_is_refused_is_said_once_a_minute_with_its_number() {
        let (mut refused, start) = (Refused::default(), Instant::now());
        assert_eq!(refused.count(start), Some(1));
        assert_eq!(refused.count(start), None);
        assert_eq!(refused.count(start + MINUTE - Duration::from_nanos(1)), None);
        assert_eq!(refused.count(start + MINUTE), Some(3));
    }
}
