//! Live events (server-sent events): the agent's panel of a link, and the user's page that waits to be let in. Each event is
//! the whole picture at that moment, so a lost one costs nothing and a reload shows the same.

mod stream;

use app::api::request::{self, CookieName};
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
    link, views,
};
use model::{AppError, LinkId, UniqueUserId};
use std::{sync::Arc, time::Duration};
use stream::{Picture, pictures};
use tokio::sync::Semaphore;
use uuid::Uuid;

/// What bounds live events. Tests choose less.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How often a picture is sent without an event: keeps proxies from closing the connection, shows that time is up, and
    /// ends it when the session did.
    pub beat: Duration,
    /// How many streams there may be to agents, and how many to users, so that users never shut agents out. Each costs a
    /// connection and a task, and a look at the database at every beat; a page that is refused looks by itself.
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

/// The panel of a link. Who asks is asked again at every event: a session that ended sees no more. It never ends by itself,
/// because an authenticator may be tested or removed long after the link.
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
    pictures(&live, &live.agents, &headers, picture).await
}

/// Where the attempt of a browser stands. Nothing follows its end.
async fn attempt(State(live): State<Live>, headers: HeaderMap) -> Response {
    let secrets = CookieName::Attempt.secrets(&live.domain, &headers);
    let kept = request::check_cookies(&live.domain, &headers).is_ok();
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
    pictures(&live, &live.users, &headers, picture).await
}
