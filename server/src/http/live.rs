//! Live events (server-sent events): the agent's panel of a link, and the user's page that waits to be let in. Each event is
//! the whole picture at that moment, so a lost one costs nothing and a reload shows the same.

use app::api::request::CookieName;
use axum::{
    Extension, Router,
    extract::{Path, State},
    http::{HeaderMap, HeaderName, StatusCode},
    response::{IntoResponse, Response, Sse, sse::Event},
    routing::get,
};
use domain::{
    Client, Domain, Error, Result, Secret,
    access::{self, WatchLink},
    links,
    live::Change,
    registration, sessions,
};
use futures_util::stream;
use model::{AppError, LinkId, UniqueUserId};
use serde::Serialize;
use std::time::Duration;
use tokio::{sync::broadcast::error::RecvError, time::timeout};
use uuid::Uuid;

/// How often a picture is sent without an event: keeps proxies from closing the connection, shows that time is up, and ends
/// it when the session did.
const BEAT: Duration = Duration::from_secs(15);
/// After how long a browser that lost the connection tries again.
const RETRY: Duration = Duration::from_secs(2);
/// Tells nginx and its like to pass events on at once.
const NO_BUFFERING: (HeaderName, &str) = (HeaderName::from_static("x-accel-buffering"), "no");

/// `/live/links/{user}/{link}` for agents and `/live/attempt` for users.
pub fn routes(domain: Domain) -> Router {
    Router::new().route("/live/links/{user}/{link}", get(link)).route("/live/attempt", get(attempt)).with_state(domain)
}

/// The panel of a link. Who asks is asked again at every event: a session that ended sees no more.
async fn link(
    State(domain): State<Domain>,
    Path((user, link)): Path<(UniqueUserId, Uuid)>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
) -> Response {
    let secret = CookieName::Session.read(&domain, &headers);
    let picture = move |domain: Domain| {
        let (secret, client, user) = (secret.clone(), client.clone(), user.clone());
        async move {
            let secret = secret.ok_or(AppError::SignedOut)?;
            let actor = sessions::find_quietly(&domain, &secret, client).await?.ok_or(AppError::SignedOut)?;
            let permit = access::permit::<WatchLink>(&domain, &actor, &user).await?;
            Ok((link, links::watch(&domain, &permit, LinkId(link)).await?))
        }
    };
    pictures(domain, picture).await
}

/// Where the attempt of a browser stands.
async fn attempt(State(domain): State<Domain>, headers: HeaderMap) -> Response {
    let secret: Option<Secret> = CookieName::Attempt.read(&domain, &headers);
    let picture = move |domain: Domain| {
        let secret = secret.clone();
        async move { registration::where_it_stands(&domain, secret.as_ref()).await }
    };
    pictures(domain, picture).await
}

/// A stream of pictures: one at once, and one whenever the link changed. `picture` gives the link's ID with it. The first one
/// that fails is the answer's status; a later one ends the stream, and the browser that tries again is told by the status.
async fn pictures<P, F, T>(domain: Domain, picture: P) -> Response
where
    P: Fn(Domain) -> F + Send + Sync + 'static,
    F: Future<Output = Result<(Uuid, T)>> + Send + 'static,
    T: Serialize + Send + 'static,
{
    // Subscribed before the first look, so that nothing is missed between the two.
    let changes = domain.events().subscribe();
    let (link, first) = match picture(domain.clone()).await {
        Ok(seen) => seen,
        Err(error) => return refusal(&error),
    };
    let first = Event::default().retry(RETRY).json_data(&first).ok();
    let watch = Watch { domain, changes, picture, link, first };
    let events = stream::unfold(watch, |mut watch| async move {
        let event = watch.next().await?;
        Some((Ok::<_, std::convert::Infallible>(event), watch))
    });
    ([NO_BUFFERING], Sse::new(events)).into_response()
}

struct Watch<P> {
    domain: Domain,
    changes: tokio::sync::broadcast::Receiver<Change>,
    picture: P,
    link: Uuid,
    first: Option<Event>,
}

impl<P, F, T> Watch<P>
where
    P: Fn(Domain) -> F,
    F: Future<Output = Result<(Uuid, T)>>,
    T: Serialize,
{
    /// The next event; `None` ends the stream.
    async fn next(&mut self) -> Option<Event> {
        if let Some(first) = self.first.take() {
            return Some(first);
        }
        loop {
            match timeout(BEAT, self.changes.recv()).await {
                Ok(Ok(Change::Closing) | Err(RecvError::Closed)) => return None,
                Ok(Ok(change)) if !change.concerns(self.link) => {}
                // It changed; or some events were missed, or it is time for a look in any case.
                Ok(Ok(_) | Err(RecvError::Lagged(_))) | Err(_) => break,
            }
        }
        let (_, picture) = (self.picture)(self.domain.clone()).await.ok()?;
        Event::default().json_data(&picture).ok()
    }
}

fn refusal(error: &Error) -> Response {
    if !matches!(error, Error::Told(_)) {
        tracing::error!(%error, "live events cannot be served");
    }
    let told = error.told();
    let status = StatusCode::from_u16(told.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, format!("{told}\n")).into_response()
}
