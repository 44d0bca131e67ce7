//! Live events (server-sent events), for the agent's panel of a link and for the user's page that waits to be admitted. Each
//! event contains the whole state at that moment, so a lost event costs nothing and a reload shows the same.

mod stream;

use app::api::{
    cookies::{self, CookieName},
    request,
};
use axum::{
    Extension, Router,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use domain::{
    Client, Domain,
    access::{self, WatchLink},
    link,
    metrics::Watcher,
    views,
};
use model::{AppError, LinkId, UniqueUserId};
use std::{sync::Arc, time::Duration};
use stream::{Picture, pictures};
use tokio::sync::Semaphore;
use uuid::Uuid;

/// The limits of live events. Tests use smaller ones.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How often a state is sent although nothing happened. This keeps proxies from closing the connection, shows that a link
    /// has expired, and ends the stream when the session has ended.
    pub beat: Duration,
    /// The greatest number of streams to agents, and separately to users, so that users never shut agents out. Each stream
    /// costs a connection, a task, and a database query at every beat. A page whose stream is refused polls instead.
    pub streams: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { beat: Duration::from_secs(15), streams: 1000 }
    }
}

/// What every stream needs.
#[derive(Clone)]
struct Live {
    domain: Domain,
    beat: Duration,
    agents: Arc<Semaphore>,
    users: Arc<Semaphore>,
}

/// `/live/links/{user}/{link}` for agents and `/live/attempt` for users.
pub fn routes(domain: Domain, limits: Limits) -> Router {
    let places = || Arc::new(Semaphore::new(limits.streams));
    let live = Live { domain, beat: limits.beat, agents: places(), users: places() };
    Router::new().route("/live/links/{user}/{link}", get(link)).route("/live/attempt", get(attempt)).with_state(live)
}

/// The panel of a link. Each event checks the session again, so that a person whose session has ended sees no more. The stream
/// never ends by itself, because an authenticator may be tested or removed long after the link.
async fn link(
    State(live): State<Live>,
    Path((user, link)): Path<(UniqueUserId, Uuid)>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
) -> Response {
    let secrets = CookieName::Session.secrets(&live.domain, &headers);
    let picture = move |domain: Domain| {
        let (secrets, client, user) = (secrets.clone(), client.clone(), user.clone());
        async move {
            let actor = request::find_watcher(&domain, &secrets, &client).await?;
            let permit = access::permit::<WatchLink>(&domain, &actor, &user).await?;
            Ok(Picture { link, seen: views::link(&domain, &permit, LinkId(link)).await?, last: false })
        }
    };
    pictures(&live, (&live.agents, Watcher::Agent), &headers, picture).await
}

/// The state of a browser's attempt. The stream ends when the attempt has ended.
async fn attempt(State(live): State<Live>, headers: HeaderMap) -> Response {
    let secrets = CookieName::Attempt.secrets(&live.domain, &headers);
    let kept = cookies::check_cookies(&live.domain, &headers).is_ok();
    let picture = move |domain: Domain| {
        let secrets = secrets.clone();
        async move {
            if !kept {
                return Err(AppError::NoCookies.into());
            }
            let secret = request::find_attempt(&domain, secrets).await?;
            let (link, seen) = link::standing(&domain, secret.as_ref()).await?;
            Ok(Picture { link, last: seen.end.is_some(), seen })
        }
    };
    pictures(&live, (&live.users, Watcher::User), &headers, picture).await
}
