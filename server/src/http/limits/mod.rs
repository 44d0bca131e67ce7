//! How many requests are answered: for each network, browser and link in a minute, and how many may be in progress at once.
//! `docs/decisions/limits.md` says why the limits are as they are.

mod elapsed;
mod group;
mod in_progress;
mod rate;
mod refusal;

pub use elapsed::Elapsed;
pub use in_progress::keep as keep_in_progress;

use crate::config::Config;
use app::api::cookies::CookieName;
use axum::{
    Extension,
    body::{self, Body},
    extract::{Request, State},
    http::HeaderMap,
    middleware::Next,
    response::Response,
};
use domain::{Client, Domain};
use group::Group;
use in_progress::InProgress;
use model::RegistrationToken;
use rate::{MOST_KEYS, Rate};
use refusal::{Limit, refuse};
use serde::Deserialize;
use std::{sync::Arc, time::Duration};

/// The limits of this process.
#[derive(Clone)]
pub struct Limits(Arc<Inner>);

struct Inner {
    domain: Domain,
    networks: Rate,
    browsers: Rate,
    links: Rate,
    in_progress: InProgress,
}

impl Limits {
    /// The limits that the operator set.
    #[must_use]
    pub fn new(config: &Config, domain: &Domain, clock: &Elapsed) -> Self {
        let rate = |times| Rate::per_minute(times, MOST_KEYS, clock.clone());
        Self(Arc::new(Inner {
            domain: domain.clone(),
            networks: rate(config.requests_per_minute),
            browsers: rate(config.browser_requests_per_minute),
            links: rate(config.link_requests_per_minute),
            in_progress: InProgress::new(config.requests_in_progress, clock.clone()),
        }))
    }

    /// Whether there is hardly any room for further requests.
    pub fn is_overloaded(&self) -> bool {
        self.0.in_progress.is_overloaded()
    }

    /// Refuses a request because of `limit`, and counts that.
    fn refuse(&self, limit: Limit, wait: Duration, path: &str) -> Response {
        self.0.domain.metrics().limit(limit.counted()).inc();
        refuse(limit, wait, path)
    }

    /// The hash of the first secret in the cookies of this name. The database is not asked whether it is a known one.
    fn secret(&self, cookie: CookieName, headers: &HeaderMap) -> Option<Vec<u8>> {
        cookie.secrets(&self.0.domain, headers).first().map(|secret| secret.hash().0)
    }
}

/// Counts requests that need no session, for each network and browser, before the body is read. A browser that sends too many is
/// refused before its network is counted, so that it does not use up what its colleagues have.
pub async fn clients(
    State(limits): State<Limits>,
    Extension(client): Extension<Client>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let Some(group) = Group::of(path) else { return next.run(request).await };
    let browser = group.cookie().and_then(|cookie| limits.secret(cookie, request.headers()));
    if let Some(wait) = browser.and_then(|browser| limits.0.browsers.count((group, browser)).err()) {
        return limits.refuse(Limit::Browser, wait, path);
    }
    if let Some(wait) = client.network().and_then(|network| limits.0.networks.count((group, network)).err()) {
        return limits.refuse(Limit::Network, wait, path);
    }
    next.run(request).await
}

/// The link of a request.
#[derive(Deserialize)]
struct Named {
    token: RegistrationToken,
}

/// Counts requests for each link, from all networks together. The body was read by an earlier layer, so its length is limited.
pub async fn links(State(limits): State<Limits>, request: Request, next: Next) -> Response {
    let Some(group) = Group::of(request.uri().path()).filter(|group| group.names_a_link()) else {
        return next.run(request).await;
    };
    let (parts, body) = request.into_parts();
    let bytes = body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    // A body that cannot be read names no link. The server function refuses it.
    if let Ok(named) = serde_json::from_slice::<Named>(&bytes)
        && let Err(wait) = limits.0.links.count((group, named.token.reveal()))
    {
        return limits.refuse(Limit::Link, wait, parts.uri.path());
    }
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}

#[cfg(test)]
mod tests {
    use super::Elapsed;
    use std::{
        sync::{Arc, Mutex},
        time::Duration,
    };

    /// Time that a test moves by hand.
    #[derive(Clone, Default)]
    pub struct Time(Arc<Mutex<Duration>>);

    impl Time {
        pub fn advance(&self, by: Duration) {
            *self.0.lock().unwrap() += by;
        }

        pub fn elapsed(&self) -> Elapsed {
            let time = self.clone();
            Elapsed::by(move || *time.0.lock().unwrap())
        }
    }
}
