//! Time as a parameter of the limits. It is not the time of day, because somebody may set the clock back by an hour, and then a
//! limit would last an hour longer.

use governor::clock::Clock;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// How much time has passed since some moment.
#[derive(Clone)]
pub struct Elapsed(Arc<dyn Fn() -> Duration + Send + Sync>);

impl Elapsed {
    /// Since now, by the machine's clock.
    #[must_use]
    pub fn since_now() -> Self {
        let start = Instant::now();
        Self::by(move || start.elapsed())
    }

    /// What `read` returns. It must never go back.
    pub fn by(read: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }
}

impl Clock for Elapsed {
    type Instant = Duration;

    fn now(&self) -> Duration {
        (self.0)()
    }
}
