//! A stream of pictures, which are states of one link or of all links of an agent: one at once, and one whenever its content may
//! have changed.

use super::Live;
use crate::places::{Full, Place};
use app::api::request;
use axum::{
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse, Response, Sse, sse::Event},
};
use domain::{
    Domain, Error, Result,
    live::Change,
    metrics::{Held, Watcher},
};
use futures_util::stream;
use serde::Serialize;
use std::time::Duration;
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::{Instant, sleep, timeout_at},
};
use uuid::Uuid;

/// How long a browser that lost the connection waits before it connects again.
const RETRY: Duration = Duration::from_secs(2);
/// How long after a change the state is read, so that changes at the same moment are shown in one picture.
const SETTLE: Duration = Duration::from_millis(20);
/// The response must not be stored, and proxies such as nginx must pass events on at once.
const HEADERS: [(HeaderName, &str); 2] =
    [(header::CACHE_CONTROL, "no-store"), (HeaderName::from_static("x-accel-buffering"), "no")];
/// In this header a browser that connects again sends the ID of the last event that it received.
const LAST_SEEN: HeaderName = HeaderName::from_static("last-event-id");
/// The event ID of a final picture.
const LAST: &str = "last";

/// What a picture shows.
pub(super) enum Watched {
    /// One link.
    Link(Uuid),
    /// These links, which are all that this agent has.
    LinksOf { agent: Uuid, links: Vec<Uuid> },
}

impl Watched {
    /// Whether it must be read again after `change`.
    fn is_concerned(&self, change: Change) -> bool {
        match self {
            Self::Link(link) => change.concerns(*link),
            Self::LinksOf { agent, links } => match change {
                Change::Link(changed) => links.contains(&changed),
                Change::LinksOf(changed) => changed == *agent,
                Change::Everything | Change::Closing => true,
            },
        }
    }
}

/// What a watcher sees.
pub(super) struct Picture<T> {
    /// What it shows.
    pub watched: Watched,
    /// The picture itself.
    pub seen: T,
    /// Whether this is the final picture.
    pub last: bool,
}

impl<T: Serialize> Picture<T> {
    fn event(&self) -> Option<Event> {
        let event = Event::default().json_data(&self.seen).ok()?;
        Some(if self.last { event.id(LAST) } else { event })
    }
}

/// Streams what `picture` returns. If its first call fails, the error sets the status of the response. A later failure ends the
/// stream; the browser connects again and gets the status then. The final picture also ends the stream: a browser that has
/// received it and connects again gets 204, which tells it to stop. When there are too many streams, the status is 503; when this browser
/// has too many, it is 204.
pub(super) async fn pictures<P, F, T>(
    live: &Live,
    (place, watcher): (std::result::Result<Place, Full>, Watcher),
    headers: &HeaderMap,
    picture: P,
) -> Response
where
    P: Fn(Domain) -> F + Send + Sync + 'static,
    F: Future<Output = Result<Picture<T>>> + Send + 'static,
    T: Serialize + Send + 'static,
{
    let metrics = live.domain.metrics();
    let place = match place {
        Ok(place) => place,
        // This is no failure, so the browser does not report one to its console. It stops, and the page looks by itself.
        Err(Full::Network) => return StatusCode::NO_CONTENT.into_response(),
        Err(Full::Sum) => {
            metrics.limit(watcher.limit()).inc();
            tracing::warn!("there are too many live connections; the page looks by itself");
            return (StatusCode::SERVICE_UNAVAILABLE, "There are too many live connections.\n").into_response();
        }
    };
    let domain = live.domain.clone();
    // Subscribe before the first read, so that no change between the two is missed.
    let changes = domain.events().subscribe();
    let first = match picture(domain.clone()).await {
        Ok(first) => first,
        Err(error) => return refusal(&live.domain, &error, headers),
    };
    if first.last && headers.get(LAST_SEEN).is_some_and(|id| id == LAST) {
        return StatusCode::NO_CONTENT.into_response();
    }
    let event = first.event().map(|event| event.retry(RETRY));
    let (watched, over, beat) = (first.watched, first.last, live.beat);
    let watch = Watch {
        domain,
        changes,
        picture,
        watched,
        first: event,
        over,
        beat,
        _place: place,
        _open: metrics.stream(watcher),
    };
    let events = stream::unfold(watch, |mut watch| async move {
        let event = watch.next().await?;
        Some((Ok::<_, std::convert::Infallible>(event), watch))
    });
    (HEADERS, Sse::new(events)).into_response()
}

struct Watch<P> {
    domain: Domain,
    changes: Receiver<Change>,
    picture: P,
    watched: Watched,
    first: Option<Event>,
    over: bool,
    beat: Duration,
    _place: Place,
    _open: Held,
}

impl<P, F, T> Watch<P>
where
    P: Fn(Domain) -> F,
    F: Future<Output = Result<Picture<T>>>,
    T: Serialize,
{
    /// The next event; `None` ends the stream.
    async fn next(&mut self) -> Option<Event> {
        if let Some(first) = self.first.take() {
            return Some(first);
        }
        if self.over || !self.changed().await {
            return None;
        }
        let picture = (self.picture)(self.domain.clone()).await.ok()?;
        self.over = picture.last;
        let event = picture.event();
        self.watched = picture.watched;
        event
    }

    /// Waits until the state must be read again. Returns `false` when no picture follows.
    async fn changed(&mut self) -> bool {
        let events = self.domain.events().clone();
        changed(&mut self.changes, &self.watched, self.beat, || events.is_closing()).await
    }
}

/// Waits until what is `watched` has changed, or for `beat`. Returns `false` when the process is about to end.
async fn changed(
    changes: &mut Receiver<Change>,
    watched: &Watched,
    beat: Duration,
    is_closing: impl Fn() -> bool,
) -> bool {
    // A busy service has events of other links all the time, and they must not delay the beat.
    let beat = Instant::now() + beat;
    loop {
        if is_closing() {
            return false;
        }
        match timeout_at(beat, changes.recv()).await {
            Ok(Err(RecvError::Closed)) => return false,
            Ok(Ok(change)) if !watched.is_concerned(change) => {}
            // It changed, or some events were missed.
            Ok(Ok(_) | Err(RecvError::Lagged(_))) => break,
            Err(_) => return true,
        }
    }
    sleep(SETTLE).await;
    // The next picture includes every change that was announced until now.
    *changes = changes.resubscribe();
    !is_closing()
}

fn refusal(domain: &Domain, error: &Error, headers: &HeaderMap) -> Response {
    if !matches!(error, Error::Told(_)) {
        tracing::error!(%error, "live events cannot be served");
    }
    let told = error.told().logged(request::reference(headers));
    domain.metrics().refused(&told);
    let status = StatusCode::from_u16(told.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, format!("{told}\n")).into_response()
}

#[cfg(test)]
mod tests {
    use super::{Watched, changed};
    use domain::live::Change;
    use std::time::Duration;
    use tokio::{
        sync::broadcast::channel,
        time::{interval, timeout},
    };
    use uuid::Uuid;

    const LINK: Uuid = Uuid::from_u128(1);
    const WATCHED: Watched = Watched::Link(LINK);
    const NEVER: Duration = Duration::from_secs(3600);

    #[tokio::test]
    async fn a_burst_of_changes_causes_one_refetch() {
        let (sender, mut changes) = channel(16);
        for _ in 0..5 {
            sender.send(Change::Link(LINK)).unwrap();
        }
        assert!(changed(&mut changes, &WATCHED, NEVER, || false).await);
        sender.send(Change::Everything).unwrap();
        assert!(changed(&mut changes, &WATCHED, NEVER, || false).await, "what comes later is seen later");
        drop(sender);
        assert!(!changed(&mut changes, &WATCHED, NEVER, || false).await, "the burst was over");
    }

    #[tokio::test]
    async fn a_lagging_subscriber_refetches() {
        let (sender, mut changes) = channel(2);
        for _ in 0..5 {
            sender.send(Change::Link(Uuid::nil())).unwrap();
        }
        let looks = timeout(Duration::from_secs(10), changed(&mut changes, &WATCHED, NEVER, || false)).await;
        assert!(looks.expect("it goes on waiting"));
    }

    #[tokio::test]
    async fn constant_changes_of_other_links_do_not_delay_the_beat() {
        let (sender, mut changes) = channel(1024);
        let (beat, other) = (Duration::from_millis(50), Change::Link(Uuid::nil()));
        let busy = async {
            let mut often = interval(beat / 50);
            loop {
                often.tick().await;
                sender.send(other).unwrap();
            }
        };
        tokio::select! {
            () = busy => {}
            seen = timeout(Duration::from_secs(10), changed(&mut changes, &WATCHED, beat, || false)) => {
                assert!(seen.expect("the beat never came"));
            }
        }
    }

    #[test]
    fn all_links_of_an_agent_are_read_again_when_one_of_them_changes_or_a_new_one_is_generated() {
        let (agent, other) = (Uuid::from_u128(2), Uuid::from_u128(3));
        let watched = Watched::LinksOf { agent, links: vec![LINK] };
        for (change, concerned) in [
            (Change::Link(LINK), true),
            (Change::Link(other), false),
            (Change::LinksOf(agent), true),
            (Change::LinksOf(other), false),
            (Change::Everything, true),
            (Change::Closing, true),
        ] {
            assert_eq!(watched.is_concerned(change), concerned, "{change:?}");
        }
        assert!(!WATCHED.is_concerned(Change::LinksOf(agent)), "a panel shows one link");
    }

    #[tokio::test]
    async fn a_subscriber_that_arrives_during_shutdown_does_not_wait() {
        let (_sender, mut changes) = channel::<Change>(2);
        assert!(!changed(&mut changes, &WATCHED, NEVER, || true).await);
    }
}
