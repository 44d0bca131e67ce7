//! The listener for Prometheus.

use crate::{Failure, config::Config, http};
use domain::Domain;
use tokio::{net::TcpListener, task::AbortHandle};

/// The listener. Dropping this value ends it: it goes on while the server stops, so that the stop can be watched.
pub struct Listening {
    /// Where Prometheus reads.
    pub address: String,
    serving: AbortHandle,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// Serves the metrics, if the operator set an address for them.
///
/// # Errors
/// When the address is not free.
pub async fn listen(config: &Config, domain: &Domain) -> Result<Option<Listening>, Failure> {
    let Some(address) = config.metrics_listen else { return Ok(None) };
    let listener = TcpListener::bind(address)
        .await
        .map_err(|error| format!("cannot listen on {address} for metrics (metrics_listen): {error}"))?;
    let address = format!("http://{}/metrics", listener.local_addr()?);
    let serving = tokio::spawn(axum::serve(listener, http::metrics_routes(domain.clone())).into_future());
    Ok(Some(Listening { address, serving: serving.abort_handle() }))
}
