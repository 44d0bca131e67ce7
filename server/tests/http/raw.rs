//! Requests as bytes on a connection, as no well-behaved client sends them. None may cause a panic, and each gets a status that
//! says what is wrong.

use crate::support::Service;
use domain::{Secret, SystemRandom};
use server::front_door::FrontDoor;
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};
use tokio::{net::TcpListener, sync::watch};

/// So long that a test whose event never happens fails instead of hanging.
const GUARD: Duration = Duration::from_secs(30);

/// So that only the tested behaviour ends a connection.
const DOOR: FrontDoor =
    FrontDoor { header: GUARD, idle: GUARD, write: GUARD, connections: 100, connections_from_one_network: 100 };

/// The service on its own port, for as long as the test runs.
async fn listen() -> (Service, SocketAddr) {
    let service = Service::start().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = service.router.clone();
    tokio::spawn(async move {
        let (_stop, stopping) = watch::channel(false);
        DOOR.serve(listener, router, domain::metrics::Metrics::new(), stopping).await;
    });
    (service, address)
}

/// The response to these bytes, until the server closes the connection.
async fn answer(address: SocketAddr, request: impl Into<Vec<u8>>) -> String {
    let request = request.into();
    let exchange = move || {
        let mut connection = TcpStream::connect(address).unwrap();
        connection.set_read_timeout(Some(GUARD)).unwrap();
        connection.write_all(&request).unwrap();
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    };
    tokio::task::spawn_blocking(exchange).await.unwrap()
}

/// A request with this first line and these headers, on a connection that is not kept alive.
fn request(first: &str, headers: &[&str]) -> String {
    let headers: Vec<_> = headers.iter().map(|header| format!("{header}\r\n")).collect();
    format!("{first}\r\n{}Connection: close\r\n\r\n", headers.concat())
}

const HOST: &str = "Host: localhost:3000";

/// Sends each request and compares the status of its response.
async fn statuses(cases: &[(&str, &[&str], u16)]) {
    let (_service, address) = listen().await;
    for (first, headers, status) in cases {
        let answer = answer(address, request(first, headers)).await;
        assert_eq!(answer.split(' ').nth(1), Some(&*status.to_string()), "{first} {headers:?}: {answer}");
        if [204, 405, 501].contains(status) {
            assert!(answer.contains("\r\nallow: "), "{first}: {answer}");
        }
    }
}

#[tokio::test]
async fn a_target_that_is_not_a_path_is_a_bad_request() {
    statuses(&[
        ("CONNECT a:1 HTTP/1.1", &["Host: a:1"], 400),
        ("CONNECT localhost:3000 HTTP/1.1", &[HOST], 400),
        ("CONNECT / HTTP/1.1", &[HOST], 400),
        ("CONNECT http://localhost:3000/ HTTP/1.1", &[HOST], 400),
        ("CONNECT a:1 HTTP/1.0", &[], 400),
        ("GET a:1 HTTP/1.1", &[HOST], 400),
        ("GET a HTTP/1.1", &[HOST], 400),
        ("GET * HTTP/1.1", &[HOST], 400),
        ("POST * HTTP/1.1", &[HOST], 400),
        ("OPTIONS a:1 HTTP/1.1", &[HOST], 400),
        ("GET  HTTP/1.1", &[HOST], 400),
        ("GET", &[HOST], 400),
    ])
    .await;
}

#[tokio::test]
async fn a_complete_url_as_target_works_like_its_path() {
    statuses(&[
        ("GET http://localhost:3000/health/live HTTP/1.1", &[HOST], 200),
        ("GET http://localhost:3000/sign-in HTTP/1.1", &[HOST], 200),
        ("GET http://localhost:3000 HTTP/1.1", &[HOST, "Accept: text/html"], 302),
        ("GET http://another.example/health/live HTTP/1.1", &[HOST], 200),
        ("GET http://localhost:3000/health/live HTTP/1.1", &[], 400),
        ("GET http://someone@localhost:3000/health/live HTTP/1.1", &[HOST], 400),
    ])
    .await;
}

#[tokio::test]
async fn an_unsupported_method_is_refused_with_its_status() {
    statuses(&[
        ("OPTIONS * HTTP/1.1", &[HOST], 204),
        ("OPTIONS /sign-in HTTP/1.1", &[HOST], 405),
        ("OPTIONS /health/live HTTP/1.1", &[HOST], 405),
        ("OPTIONS /api/who_am_i HTTP/1.1", &[HOST], 405),
        ("TRACE / HTTP/1.1", &[HOST], 405),
        ("TRACE /api/who_am_i HTTP/1.1", &[HOST], 405),
        ("PUT /sign-in HTTP/1.1", &[HOST, "Content-Length: 0"], 405),
        ("DELETE /api/who_am_i HTTP/1.1", &[HOST], 405),
        ("PATCH /nowhere HTTP/1.1", &[HOST, "Content-Length: 0"], 405),
        ("GET /api/who_am_i HTTP/1.1", &[HOST], 405),
        ("PROPFIND / HTTP/1.1", &[HOST], 501),
        ("get / HTTP/1.1", &[HOST], 501),
        ("HEAD /health/live HTTP/1.1", &[HOST], 200),
        ("PRI * HTTP/2.0", &[HOST], 400),
    ])
    .await;
}

#[tokio::test]
async fn a_request_must_have_exactly_one_host() {
    let path = "GET /health/live HTTP/1.1";
    statuses(&[
        (path, &[HOST], 200),
        (path, &["Host: 127.0.0.1"], 200),
        (path, &["HOST:[::1]:3000"], 200),
        (path, &[], 400),
        (path, &[HOST, HOST], 400),
        (path, &[HOST, "Host: evil.example"], 400),
        (path, &["Host:"], 400),
        (path, &["Host: "], 400),
        (path, &["Host: a b"], 400),
        (path, &["Host: a/b"], 400),
        (path, &["Host: someone@localhost"], 400),
        (path, &["Host: localhost:port"], 400),
        (path, &["Host: localhost:65536"], 400),
        (path, &["Host: Zoë"], 400),
        ("GET / HTTP/1.1", &[], 400),
        ("GET /register HTTP/1.1", &[HOST, HOST], 400),
        ("GET /pkg/style.abc.css HTTP/1.1", &[], 400),
        ("POST /api/who_am_i HTTP/1.1", &["Content-Type: application/json", "Content-Length: 0"], 400),
        ("OPTIONS * HTTP/1.1", &[], 400),
        // Health checks need no host.
        ("GET /health/live HTTP/1.0", &[], 200),
        ("GET /health/live HTTP/1.0", &[HOST], 200),
        ("GET /health/live HTTP/1.0", &[HOST, HOST], 400),
    ])
    .await;
}

#[tokio::test]
async fn odd_paths_are_not_found_and_cause_no_panic() {
    let (_service, address) = listen().await;
    let paths: [&[u8]; 16] = [
        b"//",
        b"/%",
        b"/%zz",
        b"/%ff",
        b"/%00",
        b"/users/%00",
        b"/users/%ff/authenticators",
        b"/..%2f..%2fetc/passwd",
        b"/pkg/..%2f..%2fassets.json",
        b"/pkg/%00",
        b"/pkg/%ff",
        b"/Zo\xC3\xAB",
        b"/users/Zo\xC3\xAB?\xC3\xAB",
        b"/sign-in?%",
        b"/users/555200000021/authenticators/issue/%ff?x=%zz&&=",
        b"/live/links/%ff/%00",
    ];
    let long = [b"/".to_vec(), vec![b'a'; 50_000]].concat();
    for path in paths.into_iter().chain([&long[..]]) {
        let request = [b"GET ", path, b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"].concat();
        let answer = answer(address, request).await;
        let status: u16 =
            answer.split(' ').nth(1).unwrap_or_else(|| panic!("{}", path.escape_ascii())).parse().unwrap();
        assert!(status < 500, "{}: {answer}", path.escape_ascii());
    }
}

#[tokio::test]
async fn a_body_over_128_kib_is_refused_as_too_long() {
    let (_service, address) = listen().await;
    let headers = "Host: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n";
    let body = format!(r#"{{"credential":"{}"}}"#, "x".repeat(128 * 1024));
    for body in [body.clone(), "x".repeat(12 * 1024 * 1024)] {
        let length = body.len();
        let whole = format!("POST /api/finish_sign_in HTTP/1.1\r\n{headers}Content-Length: {length}\r\n\r\n{body}");
        let chunk = format!("{length:x}\r\n{body}\r\n0\r\n\r\n");
        let chunked =
            format!("POST /api/finish_sign_in HTTP/1.1\r\n{headers}Transfer-Encoding: chunked\r\n\r\n{chunk}");
        for request in [whole, chunked] {
            let answer = answer(address, request).await;
            assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
            assert!(answer.contains("What was sent is too long"), "{answer}");
        }
    }
    // A client that asks before it sends the body gets the refusal in advance.
    let asks = "Content-Length: 9999999\r\nExpect: 100-continue\r\n";
    let answer = answer(address, format!("POST /api/finish_sign_in HTTP/1.1\r\n{headers}{asks}\r\n")).await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

#[tokio::test]
async fn several_cookie_headers_with_foreign_bytes_do_not_hide_a_session() {
    let (service, address) = listen().await;
    let secret = Secret::new(&SystemRandom);
    let huge = "x".repeat(100_000);
    let cookies = format!("Cookie: c=Zoë\r\nCookie: d={huge}\r\nCookie: cim-attempt={}\r\n", secret.reveal());
    let first = "GET /live/attempt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    let answer = answer(address, format!("{first}{cookies}\r\n")).await;
    assert!(answer.starts_with("HTTP/1.1 404 "), "the cookie was read and belongs to no session: {answer}");
    drop(service);
}
