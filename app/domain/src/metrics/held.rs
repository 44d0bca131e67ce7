//! A gauge of what is open or under way.

use prometheus_client::metrics::gauge::Gauge;

/// One more in a gauge, until it is dropped: also when the future that holds it is dropped half-way.
#[derive(Debug)]
pub struct Held(Gauge);

impl Held {
    /// Adds one to `gauge`.
    #[must_use]
    pub fn one_more(gauge: &Gauge) -> Self {
        gauge.inc();
        Self(gauge.clone())
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.dec();
    }
}
