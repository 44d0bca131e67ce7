//! How often something may happen in a minute for each of many keys, by GCRA (the generic cell rate algorithm). After a quiet minute,
//! all of it may happen at once. The memory is bounded, whatever keys clients make up.

use super::Elapsed;
use governor::{
    Quota, RateLimiter,
    clock::Clock,
    middleware::NoOpMiddleware,
    nanos::Nanos,
    state::{StateStore, keyed::ShrinkableKeyedStateStore},
};
use std::{
    collections::{HashMap, VecDeque},
    hash::{BuildHasher, Hash, RandomState},
    num::NonZeroU32,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// The greatest number of keys that are kept. They need about 3 MB.
pub const MOST_KEYS: usize = 50_000;
/// How many keys each request looks at, to drop those that have their full number again.
const BATCH: usize = 4;

/// A number of times in a minute, for each key.
pub struct Rate {
    /// `None`: there is no limit.
    limiter: Option<Limiter>,
    clock: Elapsed,
    /// Keys are kept as hashes that nobody outside can predict. So they are small, and no address, cookie or token is kept.
    hashes: RandomState,
}

type Limiter = RateLimiter<u64, Keys, Elapsed, NoOpMiddleware<Duration>>;

impl Rate {
    /// `times` in a minute; 0: there is no limit. When `most_keys` are kept, a further key is not limited: a flood from that many
    /// addresses must not shut out everybody else.
    pub fn per_minute(times: u32, most_keys: usize, clock: Elapsed) -> Self {
        let keys = Keys { most: most_keys, kept: Mutex::default() };
        let limiter =
            NonZeroU32::new(times).map(|times| RateLimiter::new(Quota::per_minute(times), keys, clock.clone()));
        Self { limiter, clock, hashes: RandomState::new() }
    }

    /// Counts one more for `key`.
    ///
    /// # Errors
    /// How long to wait, when it is one too many. Then it is not counted.
    pub fn count(&self, key: impl Hash) -> Result<(), Duration> {
        let Some(limiter) = &self.limiter else { return Ok(()) };
        limiter.retain_recent();
        let counted = limiter.check_key(&self.hashes.hash_one(key));
        counted.map_err(|too_early| too_early.wait_time_from(self.clock.now()))
    }
}

/// The keys, each with the moment at which it has its full number again.
struct Keys {
    most: usize,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    moments: HashMap<u64, Nanos>,
    /// Every key once, in the order in which they are looked at.
    turns: VecDeque<u64>,
}

impl Keys {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl StateStore for Keys {
    type Key = u64;

    fn measure_and_replace<T, F, E>(&self, key: &u64, measure: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        let mut kept = self.kept();
        let before = kept.moments.get(key).copied();
        let (outcome, moment) = measure(before)?;
        if before.is_some() || kept.moments.len() < self.most {
            kept.moments.insert(*key, moment);
            if before.is_none() {
                kept.turns.push_back(*key);
            }
        }
        Ok(outcome)
    }
}

impl ShrinkableKeyedStateStore<u64> for Keys {
    /// Looks at a few keys only, because a request would wait while all of them are looked at.
    fn retain_recent(&self, drop_below: Nanos) {
        let mut kept = self.kept();
        for _ in 0..BATCH {
            let Some(key) = kept.turns.pop_front() else { return };
            if kept.moments.get(&key).is_some_and(|moment| *moment > drop_below) {
                kept.turns.push_back(key);
            } else {
                kept.moments.remove(&key);
            }
        }
    }

    fn len(&self) -> usize {
        self.kept().moments.len()
    }

    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::Time, Rate};
    use std::time::Duration;

    const MINUTE: Duration = Duration::from_secs(60);

    fn rate(times: u32, most_keys: usize) -> (Rate, Time) {
        let time = Time::default();
        (Rate::per_minute(times, most_keys, time.elapsed()), time)
    }

    fn kept(rate: &Rate) -> usize {
        rate.limiter.as_ref().unwrap().len()
    }

    #[test]
    fn a_quiet_key_may_do_a_minutes_worth_at_once_and_then_goes_on_evenly() {
        let (rate, time) = rate(60, 10);
        for _ in 0..60 {
            assert_eq!(rate.count("a"), Ok(()));
        }
        assert_eq!(rate.count("a"), Err(Duration::from_secs(1)));
        assert_eq!(rate.count("b"), Ok(()), "another key is not concerned");
        time.advance(Duration::from_millis(400));
        assert_eq!(rate.count("a"), Err(Duration::from_millis(600)), "what was refused is not counted");
        time.advance(Duration::from_millis(600));
        assert_eq!((rate.count("a"), rate.count("a")), (Ok(()), Err(Duration::from_secs(1))));
        time.advance(MINUTE);
        assert!((0..60).all(|_| rate.count("a").is_ok()));
    }

    #[test]
    fn nought_means_no_limit() {
        let (rate, _time) = rate(0, 10);
        assert!((0..10_000).all(|_| rate.count("a").is_ok()));
    }

    #[test]
    fn keys_that_are_as_if_new_are_dropped_a_few_at_a_time() {
        let (rate, time) = rate(60, 1000);
        assert!((0..100).all(|key| rate.count(key).is_ok()));
        assert_eq!(kept(&rate), 100);
        time.advance(2 * MINUTE);
        rate.count("a").unwrap();
        assert_eq!(kept(&rate), 100 - super::BATCH + 1);
        for _ in 0..60 {
            let _ = rate.count("a");
        }
        assert_eq!(kept(&rate), 1);
    }

    #[test]
    fn a_key_stays_until_it_is_as_if_new_however_often_others_come() {
        let (rate, time) = rate(60, 1000);
        assert!((0..60).all(|_| rate.count("a").is_ok()));
        time.advance(Duration::from_millis(900));
        assert!((0..500).all(|key| rate.count(key).is_ok()));
        assert!(rate.count("a").is_err());
    }

    #[test]
    fn when_there_is_no_room_known_keys_stay_limited_and_new_ones_are_let_through() {
        let (rate, time) = rate(2, 3);
        assert!(["a", "a", "b", "c"].iter().all(|key| rate.count(key).is_ok()));
        assert!((0..100).all(|_| rate.count("new").is_ok()), "as often as it likes");
        assert_eq!(kept(&rate), 3);
        assert!(rate.count("a").is_err());
        time.advance(2 * MINUTE);
        assert!((0..2).all(|_| rate.count("d").is_ok()));
        assert!(rate.count("d").is_err(), "there is room again");
    }
}
