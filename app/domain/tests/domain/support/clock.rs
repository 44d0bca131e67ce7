//! A clock that stands still until a test moves it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::Clock;
use std::sync::Mutex;

/// The time at which every test starts: a Sunday afternoon in winter, when the time in London is UTC.
pub const START: &str = "2026-11-22T14:05:00Z";

/// The smallest difference of time that both databases store.
pub const MICROSECOND: TimeDelta = TimeDelta::microseconds(1);

/// A clock that stands still until a test moves it.
#[derive(Debug)]
pub struct TestClock(Mutex<DateTime<Utc>>);

impl TestClock {
    pub fn set(&self, to: DateTime<Utc>) {
        *self.0.lock().unwrap() = to;
    }

    pub fn advance(&self, by: TimeDelta) {
        *self.0.lock().unwrap() += by;
    }
}

impl Default for TestClock {
    fn default() -> Self {
        Self(Mutex::new(START.parse().unwrap()))
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}
