//! What the service counts, for operators who watch it with Prometheus (`docs/operations/metrics.md`).
//!
//! Each label has a word of a fixed list: its type is `&'static str`, so it can hold nothing that a client sent, and nothing about
//! a person. What an action writes is counted after the commit, with [`Change::counts`](crate::Change::counts), so that nothing is
//! counted that was not stored.

mod held;
mod words;

pub use held::Held;
pub use words::{Ceremony, CeremonyOutcome, DatabaseStep, Limit, NoticeOutcome, Watcher};

use model::{AppError, AuthenticatorKind, Browser, Device, DeviceFailure};
use prometheus_client::{
    encoding::prometheus_text,
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram, info::Info},
    registry::Registry,
};
use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};
use strum::VariantNames;

/// The name and the word of a label.
type Label = (&'static str, &'static str);

/// Upper bounds of durations, in seconds, from a statement on a free database to the time limits.
pub const SECONDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.25, 1.0, 5.0, 10.0];

/// The counts of one process. Cheap to clone; all clones count together.
#[derive(Clone)]
pub struct Metrics(Arc<Counts>);

struct Counts {
    registry: Mutex<Registry>,
    ceremonies: Family<[Label; 3], Counter>,
    device_failures: Family<[Label; 3], Counter>,
    refusals: Family<[Label; 2], Counter>,
    limits: Family<[Label; 1], Counter>,
    notices: Family<[Label; 1], Counter>,
    streams: Family<[Label; 1], Gauge>,
    database_failures: Family<[Label; 1], Counter>,
    database_wait: Histogram,
    database_waiting: Gauge,
    database_up: Gauge,
    notices_due: Gauge,
    notices_queued: Gauge,
    audit_sequence: Gauge,
    authenticators: Family<[Label; 1], Gauge>,
}

/// What the database says at the moment when the metrics are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The sequence number of the last row of the audit log.
    pub audit_sequence: i64,
    /// How many notices wait to be sent or to be tried again.
    pub notices_queued: i64,
    /// How many of them should have been sent by now.
    pub notices_due: i64,
    /// How many authenticators the register has with each status.
    pub authenticators: [(&'static str, i64); 3],
}

impl Metrics {
    /// Counts that begin at zero.
    #[must_use]
    pub fn new() -> Self {
        let counts = Counts {
            registry: Mutex::new(Registry::with_prefix("cim")),
            ceremonies: Family::default(),
            device_failures: Family::default(),
            refusals: Family::default(),
            limits: Family::default(),
            notices: Family::default(),
            streams: Family::default(),
            database_failures: Family::default(),
            database_wait: Histogram::new(SECONDS),
            database_waiting: Gauge::default(),
            database_up: Gauge::default(),
            notices_due: Gauge::default(),
            notices_queued: Gauge::default(),
            audit_sequence: Gauge::default(),
            authenticators: Family::default(),
        };
        let metrics = Self(Arc::new(counts));
        metrics.begin_at_zero();
        metrics.register(|registry| metrics.register_own(registry));
        metrics
    }

    /// Prometheus sees an increase only of what it has seen before, so what alerts watch is there from the start.
    fn begin_at_zero(&self) {
        let families = [
            (&self.0.limits, "limit", Limit::VARIANTS),
            (&self.0.notices, "outcome", NoticeOutcome::VARIANTS),
            (&self.0.database_failures, "step", DatabaseStep::VARIANTS),
        ];
        for (family, label, words) in families {
            for word in words {
                drop(family.get_or_create(&[(label, word)]));
            }
        }
        for watcher in Watcher::VARIANTS {
            drop(self.0.streams.get_or_create(&[("watcher", watcher)]));
        }
    }

    fn register_own(&self, registry: &mut Registry) {
        let own = &self.0;
        registry.register("build", "The version that runs", Info::new([("version", env!("CARGO_PKG_VERSION"))]));
        registry.register("ceremonies", "Ceremonies that were started, done or refused", own.ceremonies.clone());
        registry.register("device_failures", "Registrations that failed on the device", own.device_failures.clone());
        registry.register("refusals", "Requests that were refused by a rule", own.refusals.clone());
        registry.register("limits_reached", "How often a limit was reached", own.limits.clone());
        registry.register("notices", "Tries to send an e-mail notice", own.notices.clone());
        registry.register("live_streams", "Open streams of live events", own.streams.clone());
        let help = "Transactions that could not be begun or committed";
        registry.register("database_failures", help, own.database_failures.clone());
        let help = "How long a change waited for its transaction to begin";
        registry.register("database_wait_seconds", help, own.database_wait.clone());
        let help = "Changes that wait for their transaction to begin";
        registry.register("database_waiting", help, own.database_waiting.clone());
        registry.register("database_up", "Whether the database answered just now", own.database_up.clone());
        let help = "E-mail notices that should have been sent by now";
        registry.register("notices_due", help, own.notices_due.clone());
        let help = "E-mail notices that wait to be sent or to be tried again";
        registry.register("notices_queued", help, own.notices_queued.clone());
        let help = "Sequence number of the last row of the audit log";
        registry.register("audit_sequence", help, own.audit_sequence.clone());
        let help = "Authenticators on the register";
        registry.register("authenticators", help, own.authenticators.clone());
    }

    /// Lets another layer register what it counts.
    pub fn register(&self, register: impl FnOnce(&mut Registry)) {
        register(&mut self.0.registry.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Everything in the text format of Prometheus. `stored` is what the database says; `None`: it does not answer.
    ///
    /// # Errors
    /// When a count cannot be written as text.
    pub fn text(&self, stored: Option<Stored>) -> Result<String, fmt::Error> {
        let own = &self.0;
        own.database_up.set(i64::from(stored.is_some()));
        if let Some(stored) = stored {
            own.audit_sequence.set(stored.audit_sequence);
            own.notices_queued.set(stored.notices_queued);
            own.notices_due.set(stored.notices_due);
            for (status, count) in stored.authenticators {
                own.authenticators.get_or_create(&[("status", status)]).set(count);
            }
        }
        let mut text = String::new();
        prometheus_text::encode(&mut text, &own.registry.lock().unwrap_or_else(PoisonError::into_inner))?;
        Ok(text)
    }

    /// Ceremonies. `kind`: `None` while it is not known which authenticator will respond.
    #[must_use]
    pub fn ceremony(&self, ceremony: Ceremony, kind: Option<AuthenticatorKind>, outcome: CeremonyOutcome) -> Counter {
        let kind = kind.map_or("unknown", Into::into);
        let labels = [("ceremony", ceremony.into()), ("kind", kind), ("outcome", outcome.into())];
        self.0.ceremonies.get_or_create_owned(&labels)
    }

    /// Registrations that failed on the device.
    #[must_use]
    pub fn device_failure(&self, device: Device, browser: Browser, failure: DeviceFailure) -> Counter {
        let labels = [("device", device.into()), ("browser", browser.into()), ("failure", failure.into())];
        self.0.device_failures.get_or_create_owned(&labels)
    }

    /// Counts what a person was told, if that is a refusal by a rule and no failure on our side.
    pub fn refused(&self, told: &AppError) {
        if let Some((class, reason)) = words::refusal(told) {
            self.0.refusals.get_or_create(&[("class", class), ("reason", reason)]).inc();
        }
    }

    /// How often a limit was reached.
    #[must_use]
    pub fn limit(&self, limit: Limit) -> Counter {
        self.0.limits.get_or_create_owned(&[("limit", limit.into())])
    }

    /// Tries to send a notice.
    #[must_use]
    pub fn notice(&self, outcome: NoticeOutcome) -> Counter {
        self.0.notices.get_or_create_owned(&[("outcome", outcome.into())])
    }

    /// Counts a stream of live events until the value that is returned is dropped.
    #[must_use]
    pub fn stream(&self, watcher: Watcher) -> Held {
        Held::one_more(&self.0.streams.get_or_create(&[("watcher", watcher.into())]))
    }

    /// Counts and times how long `begin` waits for its turn to write.
    pub(crate) async fn wait<T, E>(&self, begin: impl Future<Output = Result<T, E>>) -> Result<T, E> {
        let (waiting, since) = (Held::one_more(&self.0.database_waiting), Instant::now());
        let begun = begin.await;
        self.0.database_wait.observe(since.elapsed().as_secs_f64());
        drop(waiting);
        self.attempted(DatabaseStep::Begin, begun)
    }

    /// Counts `outcome` if it is a failure, and hands it on.
    pub(crate) fn attempted<T, E>(&self, step: DatabaseStep, outcome: Result<T, E>) -> Result<T, E> {
        if outcome.is_err() {
            self.0.database_failures.get_or_create(&[("step", step.into())]).inc();
        }
        outcome
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Metrics").finish_non_exhaustive()
    }
}
