//! One connection.

use super::{
    FrontDoor,
    activity::{Activity, Idle},
    stopped,
};
use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{Request, body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::conn::auto::Builder,
};
use std::{net::SocketAddr, pin::pin, time::Duration};
use tokio::{net::TcpStream, sync::watch};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

/// The greatest length of all headers of a request together, in bytes. HTTP/1.1 also takes 100 headers at most.
const MAX_HEADERS: u32 = 128 * 1024;
/// The greatest number of requests under way on one HTTP/2 connection. A proxy opens further connections.
const MAX_STREAMS: u32 = 128;
/// How many cancelled HTTP/2 requests may wait that the server has not looked at yet. A client that sends and cancels more (*rapid
/// reset*) loses its connection.
const MAX_CANCELLED: usize = 20;
/// How often an HTTP/2 client is asked whether it is still there, and how long it may take to answer.
const PING: Duration = Duration::from_secs(20);
/// How long a connection that is being closed may take when no request is under way.
const CLOSING: Duration = Duration::from_secs(1);

/// Serves the requests of a connection, until its client closes it, it is idle for too long, or the server stops.
pub async fn serve(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    limits: FrontDoor,
    mut stopping: watch::Receiver<bool>,
) {
    // Live events are small, and must not wait until there is more to send. If this fails, the connection still works.
    drop(stream.set_nodelay(true));
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.write));
    let activity = Activity::default();
    let service = {
        let activity = activity.clone();
        service_fn(move |request: Request<Incoming>| {
            let (router, under_way) = (router.clone(), activity.begin());
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            let sent = |body| under_way.until_sent(body);
            async move { router.oneshot(request).await.map(|response| response.map(sent)) }
        })
    };
    let builder = builder();
    let mut connection = pin!(builder.serve_connection(TokioIo::new(Box::pin(stream)), service));
    let (mut next, mut closing) = (limits.idle, false);
    loop {
        tokio::select! {
            // Most errors here are clients that went away, so they are not logged.
            _ended = connection.as_mut() => return,
            idle = activity.idle(limits.header, next) => {
                if closing || idle == Idle::FromTheStart {
                    return;
                }
                (next, closing) = (CLOSING, true);
            }
            () = stopped(&mut stopping), if !closing => closing = true,
        }
        connection.as_mut().graceful_shutdown();
    }
}

fn builder() -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    // hyper's own time limit for headers is not used. It does not apply until the version of HTTP is known, and it would also limit
    // the time between two requests. `Activity` measures both.
    builder.http1().timer(TokioTimer::new()).header_read_timeout(None).max_buf_size(MAX_HEADERS as usize);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_header_list_size(MAX_HEADERS)
        .max_concurrent_streams(MAX_STREAMS)
        .max_pending_accept_reset_streams(MAX_CANCELLED)
        .keep_alive_interval(PING)
        .keep_alive_timeout(PING);
    builder
}
