//! The front door: accepts connections, and serves HTTP/1.1 and HTTP/2 (without TLS, as proxies speak it) on them. Slow
//! clients, idle clients and very many clients shut nobody out. `docs/decisions/limits.md` says why the limits are as they are.

mod activity;
mod connection;
mod refused;

use crate::{
    config::Config,
    places::{Full, Places},
};
use axum::{Router, serve::Listener};
use domain::{
    Client,
    metrics::{Limit, Metrics},
};
use refused::Refused;
use std::{net::SocketAddr, time::Duration};
use tokio::{net::TcpListener, sync::watch, task::JoinSet, time::Instant};

/// The limits of connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrontDoor {
    /// How long the headers of the first request of a connection may take.
    pub header: Duration,
    /// How long a connection may wait for its next request.
    pub idle: Duration,
    /// How long a client may read nothing of what is sent to it.
    pub write: Duration,
    /// The greatest number of connections.
    pub connections: usize,
    /// The greatest number of connections from one network.
    pub connections_from_one_network: usize,
}

impl FrontDoor {
    /// The limits that the operator set. Behind proxies all connections come from the proxies, so only the sum is limited there.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        let or_any_number = |most: usize| if most == 0 { usize::MAX } else { most };
        let from_one = if config.trusted_proxies > 0 { 0 } else { config.connections_from_one_network };
        Self {
            header: Duration::from_secs(config.header_seconds),
            idle: Duration::from_secs(config.idle_seconds),
            write: Duration::from_secs(config.write_seconds),
            connections: or_any_number(config.connections),
            connections_from_one_network: or_any_number(from_one),
        }
    }

    /// Serves connections until it is told to stop. Then it lets the requests in progress finish. Dropping the future cuts them
    /// off.
    pub async fn serve(
        self,
        mut listener: TcpListener,
        router: Router,
        metrics: Metrics,
        stopping: watch::Receiver<bool>,
    ) {
        let router = router.with_state(());
        let places = Places::new(self.connections, self.connections_from_one_network);
        let (mut connections, mut refused) = (JoinSet::new(), Refused::default());
        let mut stop = stopping.clone();
        loop {
            let (stream, peer) = tokio::select! {
                () = stopped(&mut stop) => break,
                accepted = Listener::accept(&mut listener) => accepted,
                // A panic on a connection was logged, and ended only that connection.
                Some(_) = connections.join_next() => continue,
            };
            match places.take(network(peer)) {
                Ok(place) => {
                    let served = connection::serve(stream, peer, router.clone(), self, stopping.clone());
                    connections.spawn(async move {
                        served.await;
                        drop(place);
                    });
                }
                Err(full) => {
                    metrics.limit(Limit::Connections).inc();
                    refuse(&mut refused, full);
                }
            }
        }
        drop(listener);
        while connections.join_next().await.is_some() {}
    }
}

/// Waits until the server is told to stop. This also returns when the sender was dropped.
async fn stopped(stopping: &mut watch::Receiver<bool>) {
    drop(stopping.wait_for(|stopping| *stopping).await);
}

/// The network of the other end of a connection.
fn network(peer: SocketAddr) -> Option<String> {
    Client { remote_address: Some(peer.ip().to_string()), ..Client::default() }.network()
}

/// Refuses a connection because of a limit. It is closed without a response, because no request was read from it.
fn refuse(refused: &mut Refused, full: Full) {
    let Some(times) = refused.count(Instant::now()) else { return };
    match full {
        Full::Sum => tracing::warn!(times, "connections were refused: there are as many as `connections` allows"),
        Full::Network => {
            tracing::warn!(times, "connections were refused: one network has `connections_from_one_network` of them");
        }
    }
}
