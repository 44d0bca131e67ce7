//! How many requests of a connection are under way. A request is under way until the last byte of its response was sent.

use axum::body::{Body, HttpBody};
use hyper::body::{Bytes, Frame, SizeHint};
use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};
use tokio::{sync::watch, time::timeout};

/// The requests of a connection.
#[derive(Clone, Debug, Default)]
pub struct Activity(Arc<watch::Sender<Requests>>);

#[derive(Clone, Copy, Debug, Default)]
struct Requests {
    any: bool,
    under_way: usize,
}

/// Which request of a connection did not arrive in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// The first one.
    FromTheStart,
    /// A later one.
    Since,
}

/// A request that is under way, until this is dropped.
#[derive(Debug)]
pub struct UnderWay(Activity);

impl Activity {
    /// Begins a request.
    pub fn begin(&self) -> UnderWay {
        self.0.send_modify(|requests| *requests = Requests { any: true, under_way: requests.under_way + 1 });
        UnderWay(self.clone())
    }

    /// Waits until the connection was idle for too long: for `first` before its first request, and for `next` after any request.
    pub async fn idle(&self, first: Duration, next: Duration) -> Idle {
        let mut changes = self.0.subscribe();
        loop {
            let requests = *changes.borrow_and_update();
            let (limit, what) = if requests.any { (next, Idle::Since) } else { (first, Idle::FromTheStart) };
            // This object holds the sender, so it cannot be gone.
            if requests.under_way > 0 {
                drop(changes.changed().await);
            } else if timeout(limit, changes.changed()).await.is_err() {
                return what;
            }
        }
    }
}

impl UnderWay {
    /// The request is under way until this body has been sent.
    pub fn until_sent(self, body: Body) -> Body {
        Body::new(Sent { body, _under_way: self })
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.0.send_modify(|requests| requests.under_way = requests.under_way.saturating_sub(1));
    }
}

struct Sent {
    body: Body,
    _under_way: UnderWay,
}

impl HttpBody for Sent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::{Activity, Idle};
    use axum::body::Body;
    use http_body_util::BodyExt;
    use std::time::Duration;
    use tokio::time::timeout;

    const NONE: Duration = Duration::ZERO;
    /// So long that a test whose event never happens fails instead of hanging.
    const GUARD: Duration = Duration::from_secs(10);

    #[tokio::test]
    async fn a_connection_is_idle_by_one_limit_before_its_first_request_and_by_another_after_it() {
        let activity = Activity::default();
        assert_eq!(activity.idle(NONE, GUARD).await, Idle::FromTheStart);
        drop(activity.begin());
        assert_eq!(activity.idle(GUARD, NONE).await, Idle::Since);
    }

    #[tokio::test]
    async fn a_request_is_under_way_until_its_response_has_been_sent() {
        let activity = Activity::default();
        let (first, second) = (activity.begin(), activity.begin());
        let is_idle = async || timeout(NONE, activity.idle(NONE, NONE)).await.is_ok();
        drop(first);
        let body = second.until_sent(Body::from("done"));
        assert!(!is_idle().await);
        assert_eq!(body.collect().await.unwrap().to_bytes(), "done");
        assert_eq!(timeout(GUARD, activity.idle(GUARD, NONE)).await, Ok(Idle::Since));
    }
}
