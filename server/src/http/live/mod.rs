//! Live events (server-sent events), for the agent's panel of a link and for the user's page that waits to be admitted. Each
//! event contains the whole state at that moment, so a lost event costs nothing and a reload shows the same.

mod stream;

use crate::places::Places;
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
    Client, Domain, Secret,
    access::{self, WatchLink},
    link,
    metrics::Watcher,
    sessions, views,
};
use model::{AppError, LinkId, UniqueUserId};
use std::time::Duration;
use stream::{Picture, Watched, pictures};
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
    agents: Places,
    users: Places,
}

/// How many streams one browser may have. Over HTTP/1.1 a browser has six connections to a server, for all of its tabs together,
/// and every stream keeps one. Pages beyond this number ask for the state every few seconds.
const OF_ONE_BROWSER: usize = 3;

/// What tells browsers apart: the secret that they show.
fn browser(secrets: &[Secret]) -> Option<String> {
    secrets.first().map(|secret| format!("{:02x?}", secret.hash().0))
}

/// `/live/links` and `/live/links/{user}/{link}` for agents, and `/live/attempt` for users.
pub fn routes(domain: Domain, limits: Limits) -> Router {
    let places = || Places::new(limits.streams, OF_ONE_BROWSER);
    let live = Live { domain, beat: limits.beat, agents: places(), users: places() };
    Router::new()
        .route("/live/links", get(own_links))
        .route("/live/links/{user}/{link}", get(link))
        .route("/live/attempt", get(attempt))
        .with_state(live)
}

/// All open links of the agent, on the home page. Each event checks the session again, and for each link whether the agent may still
/// watch it. An open home page is no use of the session.
async fn own_links(State(live): State<Live>, Extension(client): Extension<Client>, headers: HeaderMap) -> Response {
    let secrets = CookieName::Session.secrets(&live.domain, &headers);
    let place = live.agents.take(browser(&secrets));
    let picture = move |domain: Domain| {
        let (secrets, client) = (secrets.clone(), client.clone());
        async move {
            let actor = request::find_watcher(&domain, &secrets, &client).await?;
            let permit = access::may_watch_own(&domain, &actor).await?;
            let seen = views::own_links(&domain, &permit).await?;
            let links = seen.iter().map(|own| own.link.id.0).collect();
            Ok(Picture { watched: Watched::LinksOf { agent: actor.user_id, links }, seen, last: false })
        }
    };
    pictures(&live, (place, Watcher::Agent), &headers, picture).await
}

/// The panel of a link. Each event checks the session again, so that a person whose session has ended sees no more. Watching is a
/// use of the session for as long as something can happen to the link. The stream
/// never ends by itself, because an authenticator may be tested or removed long after the link.
async fn link(
    State(live): State<Live>,
    Path((user, link)): Path<(UniqueUserId, Uuid)>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
) -> Response {
    let secrets = CookieName::Session.secrets(&live.domain, &headers);
    let place = live.agents.take(browser(&secrets));
    let picture = move |domain: Domain| {
        let (secrets, client, user) = (secrets.clone(), client.clone(), user.clone());
        async move {
            let actor = request::find_watcher(&domain, &secrets, &client).await?;
            let permit = access::permit::<WatchLink>(&domain, &actor, &user).await?;
            let seen = views::link(&domain, &permit, LinkId(link)).await?;
            if seen.goes_on() {
                sessions::note_use(&domain, &actor).await;
            }
            Ok(Picture { watched: Watched::Link(link), seen, last: false })
        }
    };
    pictures(&live, (place, Watcher::Agent), &headers, picture).await
}

/// The state of a browser's attempt. The stream ends when the attempt has ended.
async fn attempt(State(live): State<Live>, headers: HeaderMap) -> Response {
    let secrets = CookieName::Attempt.secrets(&live.domain, &headers);
    let place = live.users.take(browser(&secrets));
    let kept = cookies::check_cookies(&live.domain, &headers).is_ok();
    let picture = move |domain: Domain| {
        let secrets = secrets.clone();
        async move {
            if !kept {
                return Err(AppError::NoCookies.into());
            }
            let secret = request::find_attempt(&domain, secrets).await?;
            let (link, seen) = link::standing(&domain, secret.as_ref()).await?;
            Ok(Picture { watched: Watched::Link(link), last: seen.end.is_some(), seen })
        }
    };
    pictures(&live, (place, Watcher::User), &headers, picture).await
}
