//! The client address of a request in the audit log.

use crate::support::{Caller, SPONSOR, Service};
use axum::{body::Body, extract::ConnectInfo};
use http::{HeaderValue, Request, StatusCode, header};
use server::http::LiveLimits;
use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex},
};
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::fmt::MakeWriter;

/// What this test's thread writes to the log.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Collects the log until the guard is dropped.
    fn start(&self) -> DefaultGuard {
        let subscriber = tracing_subscriber::fmt().with_writer(self.clone()).with_ansi(false).finish();
        tracing::subscriber::set_default(subscriber)
    }

    fn warnings(&self) -> Vec<String> {
        let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        text.lines().filter(|line| line.contains("WARN")).map(str::to_owned).collect()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

async fn behind(proxies: &str) -> (Service, Caller) {
    let service = Service::configured(&[("CIM_TRUSTED_PROXIES", proxies)], LiveLimits::default()).await;
    let sponsor = service.signed_in(SPONSOR).await;
    (service, sponsor)
}

/// The address in the audit log for a request from `peer` with these lines of X-Forwarded-For.
async fn logged((service, sponsor): &(Service, Caller), peer: &str, lines: &[&[u8]]) -> Option<String> {
    let mut request = Request::post("/api/view_history")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(r#"{"unique_user_id":"555200000021"}"#))
        .unwrap();
    for line in lines {
        request.headers_mut().append("x-forwarded-for", HeaderValue::from_bytes(line).unwrap());
    }
    request.extensions_mut().insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
    assert_eq!(service.send(sponsor, request).await.status, StatusCode::FORBIDDEN);
    service.last_address().await
}

const PROXY: &str = "10.0.0.1:9";

#[tokio::test]
async fn behind_a_proxy_the_address_is_the_one_that_the_proxy_saw_in_any_form() {
    let scene = behind("1").await;
    for (line, address) in [
        (&b"192.0.2.1"[..], "192.0.2.1"),
        (b"192.0.2.1:443", "192.0.2.1"),
        (b"203.0.113.9, \"[2001:db8::1]:443\"", "2001:db8::1"),
        (b"Zo\xE9, ::ffff:192.0.2.7", "192.0.2.7"),
    ] {
        assert_eq!(logged(&scene, PROXY, &[line]).await.as_deref(), Some(address));
    }
    assert_eq!(logged(&scene, PROXY, &[b"203.0.113.9", b"192.0.2.2"]).await.as_deref(), Some("192.0.2.2"));
}

#[tokio::test]
async fn without_a_proxy_the_address_is_that_of_the_connection_whatever_the_headers_say() {
    let scene = behind("0").await;
    assert_eq!(logged(&scene, "192.0.2.1:9", &[b"203.0.113.9"]).await.as_deref(), Some("192.0.2.1"));
    assert_eq!(logged(&scene, "[::ffff:192.0.2.1]:9", &[]).await.as_deref(), Some("192.0.2.1"));
}

#[tokio::test]
async fn an_unreadable_address_is_not_stored_and_causes_one_warning() {
    let log = Log::default();
    let _guard = log.start();
    let scene = behind("2").await;
    for lines in [&[][..], &[&b"192.0.2.1"[..]], &[b"<script>, 192.0.2.1"], &[b"\xE9, 192.0.2.1"]] {
        assert_eq!(logged(&scene, PROXY, lines).await, None, "{lines:?}");
    }
    let warnings = log.warnings();
    let [warning] = &warnings[..] else { panic!("{warnings:?}") };
    assert!(warning.contains("the request has no X-Forwarded-For"), "{warning}");
}

#[tokio::test]
async fn the_warning_does_not_repeat_the_header_and_health_checks_cause_no_warning() {
    let log = Log::default();
    let _guard = log.start();
    let scene = behind("1").await;
    assert_eq!(scene.0.get(&Caller::Anonymous, "/health/live").await.status, StatusCode::OK);
    assert_eq!(log.warnings(), Vec::<String>::new());
    assert_eq!(logged(&scene, PROXY, &[b"192.0.2.1, forged by a client"]).await, None);
    let warnings = log.warnings();
    assert!(warnings.len() == 1 && !warnings[0].contains("forged"), "{warnings:?}");
}
