//! Connections: which are accepted, for how long they may wait, and which versions of HTTP they speak.

use crate::support::Service;
use axum::body::Body;
use http::{Request, StatusCode, Version};
use http_body_util::BodyExt;
use hyper_util::{client::legacy::Client, rt::TokioExecutor};
use server::{front_door::FrontDoor, http::LiveLimits};
use std::{net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinHandle,
    time::timeout,
};

/// So long that a test whose event never happens fails instead of hanging.
const GUARD: Duration = Duration::from_secs(30);
/// So short that a test does not take long.
const SOON: Duration = Duration::from_millis(50);
/// So that only the tested limit ends a connection.
const DOOR: FrontDoor = FrontDoor {
    header: Duration::from_secs(3600),
    idle: Duration::from_secs(3600),
    write: Duration::from_secs(3600),
    connections: 100,
    connections_from_one_network: 100,
};

const GET: &str = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// The service on its own port.
struct House {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    served: JoinHandle<()>,
    _service: Service,
}

impl House {
    async fn open(door: FrontDoor) -> Self {
        Self::configured(door, &[]).await
    }

    async fn configured(door: FrontDoor, settings: &[(&str, &str)]) -> Self {
        let service = Service::configured(settings, LiveLimits::default()).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopping) = watch::channel(false);
        let served =
            tokio::spawn(door.serve(listener, service.router.clone(), domain::metrics::Metrics::new(), stopping));
        Self { address, stop, served, _service: service }
    }

    /// A connection on which these bytes were sent.
    async fn connect(&self, bytes: &str) -> TcpStream {
        let mut connection = TcpStream::connect(self.address).await.unwrap();
        send(&mut connection, bytes).await;
        connection
    }
}

async fn send(connection: &mut TcpStream, bytes: &str) {
    // The server may have closed the connection already. Then there is no answer.
    drop(connection.write_all(bytes.as_bytes()).await);
}

/// What the server sends until it closes the connection.
async fn rest(connection: &mut TcpStream) -> String {
    let mut rest = Vec::new();
    // The buffer has what was read before the connection was reset.
    drop(timeout(GUARD, connection.read_to_end(&mut rest)).await.unwrap());
    String::from_utf8(rest).unwrap()
}

/// Reads the response to [`GET`]. `None`: the server closed the connection instead.
async fn live(connection: &mut TcpStream) -> Option<()> {
    let mut answer = Vec::new();
    while !answer.ends_with(b"live\n") {
        let byte = timeout(GUARD, connection.read_u8()).await.unwrap();
        answer.push(byte.ok()?);
    }
    assert!(answer.starts_with(b"HTTP/1.1 200 "));
    Some(())
}

#[tokio::test]
async fn a_client_that_does_not_finish_its_headers_loses_its_connection() {
    let house = House::open(FrontDoor { header: SOON, ..DOOR }).await;
    for bytes in ["", "G", "GET / HTTP/1.1\r\nHos", "PRI * HTTP/2.0\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"] {
        let mut connection = house.connect(bytes).await;
        let answer = timeout(GUARD, async {
            let mut bytes = Vec::new();
            drop(connection.read_to_end(&mut bytes).await);
            bytes
        });
        assert!(!answer.await.expect(bytes).starts_with(b"HTTP/1.1"), "{bytes:?}");
    }
}

#[tokio::test]
async fn a_connection_that_waits_too_long_for_its_next_request_is_closed() {
    let house = House::open(FrontDoor { idle: SOON, ..DOOR }).await;
    let mut connection = house.connect(GET).await;
    live(&mut connection).await.unwrap();
    assert_eq!(rest(&mut connection).await, "");
    let mut half_a_request = house.connect(GET).await;
    live(&mut half_a_request).await.unwrap();
    send(&mut half_a_request, "GET / HTTP/1.1\r\nHos").await;
    assert_eq!(rest(&mut half_a_request).await, "");
}

#[tokio::test]
async fn several_requests_are_answered_on_one_connection() {
    let house = House::open(DOOR).await;
    let mut connection = house.connect("").await;
    for _ in 0..3 {
        send(&mut connection, GET).await;
        live(&mut connection).await.unwrap();
    }
}

#[tokio::test]
async fn a_body_that_takes_too_long_gets_the_status_408() {
    let house = House::configured(DOOR, &[("CIM_BODY_SECONDS", "0")]).await;
    let head = "POST /api/finish_sign_in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    let mut connection = house.connect(&format!("{head}Content-Length: 100\r\n\r\n{{")).await;
    let answer = rest(&mut connection).await;
    assert!(answer.starts_with("HTTP/1.1 408 ") && answer.contains("took too long to arrive"), "{answer}");
    let whole = r#"{"credential":"{}"}"#;
    let length = whole.len();
    let request = format!("{head}Connection: close\r\nContent-Length: {length}\r\n\r\n{whole}");
    let answer = rest(&mut house.connect(&request).await).await;
    assert!(answer.starts_with("HTTP/1.1 422 "), "a body that is there at once is read: {answer}");
}

#[tokio::test]
async fn one_connection_too_many_is_refused_and_let_in_when_another_one_has_closed() {
    for door in [FrontDoor { connections: 2, ..DOOR }, FrontDoor { connections_from_one_network: 2, ..DOOR }] {
        let house = House::open(door).await;
        let (mut first, mut second) = (house.connect(GET).await, house.connect(GET).await);
        live(&mut first).await.unwrap();
        live(&mut second).await.unwrap();
        assert_eq!(live(&mut house.connect(GET).await).await, None);
        drop(first);
        // The server hears of the closed connection a moment later.
        let let_in = async { while live(&mut house.connect(GET).await).await.is_none() {} };
        timeout(GUARD, let_in).await.expect("it is never let in");
        send(&mut second, GET).await;
        live(&mut second).await.unwrap();
    }
}

#[tokio::test]
async fn http_2_works_without_tls_as_proxies_speak_it() {
    let house = House::open(DOOR).await;
    let client: Client<_, Body> = Client::builder(TokioExecutor::new()).http2_only(true).build_http();
    for path in ["/health/live", "/sign-in"] {
        let request = Request::get(format!("http://{}{path}", house.address)).body(Body::empty()).unwrap();
        let answer = timeout(GUARD, client.request(request)).await.unwrap().unwrap();
        assert_eq!((answer.status(), answer.version()), (StatusCode::OK, Version::HTTP_2), "{path}");
        assert!(!answer.into_body().collect().await.unwrap().to_bytes().is_empty());
    }
}

#[tokio::test]
async fn headers_that_are_too_long_or_too_many_are_refused() {
    let house = House::open(DOOR).await;
    let with =
        |headers: String| format!("GET /health/live HTTP/1.1\r\nHost: localhost\r\n{headers}Connection: close\r\n\r\n");
    for (headers, status) in [
        (format!("A: {}\r\n", "x".repeat(100_000)), 200),
        (format!("A: {}\r\n", "x".repeat(140_000)), 431),
        ("A: x\r\n".repeat(90), 200),
        ("A: x\r\n".repeat(100), 431),
    ] {
        let answer = rest(&mut house.connect(&with(headers)).await).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{answer}");
    }
}

#[tokio::test]
async fn a_server_that_stops_closes_idle_connections_and_takes_no_new_ones() {
    let house = House::open(DOOR).await;
    let (mut idle, mut silent) = (house.connect(GET).await, house.connect("").await);
    live(&mut idle).await.unwrap();
    house.stop.send_replace(true);
    assert_eq!((rest(&mut idle).await, rest(&mut silent).await), (String::new(), String::new()));
    timeout(GUARD, house.served).await.expect("it goes on").unwrap();
    assert!(TcpStream::connect(house.address).await.is_err());
}
