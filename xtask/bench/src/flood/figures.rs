//! How long something took each time, and how it was answered.

use std::{collections::BTreeMap, time::Duration};

/// What one client noted.
#[derive(Default)]
pub struct Figures {
    durations: Vec<Duration>,
    /// How often there was each status; `None`: no answer.
    statuses: BTreeMap<Option<u16>, usize>,
}

impl Figures {
    /// Something was done, and took this long.
    pub fn took(&mut self, duration: Duration) {
        self.durations.push(duration);
    }

    /// A request was answered with this status, or not at all.
    pub fn answered(&mut self, status: Option<u16>) {
        *self.statuses.entry(status).or_default() += 1;
    }

    /// Both together.
    pub fn with(mut self, mut other: Self) -> Self {
        self.durations.append(&mut other.durations);
        for (status, times) in other.statuses {
            *self.statuses.entry(status).or_default() += times;
        }
        self
    }

    /// 99 of 100 times it took no longer, in milliseconds.
    pub fn p99_ms(&self) -> f64 {
        self.at(0.99)
    }

    /// How many requests were not answered with 200.
    pub fn failures(&self) -> usize {
        self.count(|status| status != Some(200))
    }

    /// The columns of a table: how often, median, 99th percentile, 429, 5xx, no answer.
    pub fn row(&self) -> String {
        format!(
            "{} | {:.1} | {:.1} | {} | {} | {} |",
            self.durations.len(),
            self.at(0.5),
            self.p99_ms(),
            self.count(|status| status == Some(429)),
            self.count(|status| status.is_some_and(|status| status >= 500)),
            self.count(|status| status.is_none()),
        )
    }

    fn count(&self, of: impl Fn(Option<u16>) -> bool) -> usize {
        self.statuses.iter().filter(|(status, _)| of(**status)).map(|(_, times)| times).sum()
    }

    fn at(&self, share: f64) -> f64 {
        let mut sorted = self.durations.clone();
        sorted.sort_unstable();
        let index = (sorted.len().saturating_sub(1) as f64 * share) as usize;
        sorted.get(index).map_or(0.0, |duration| duration.as_secs_f64() * 1000.0)
    }
}
