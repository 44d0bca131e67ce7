//! What Prometheus reads, after requests over HTTP.

use crate::support::{Answer, Caller, PLAIN_USER, RA_MANAGER, Service};
use axum::body::Body;
use domain::metrics::{Ceremony, CeremonyOutcome, DatabaseStep, Limit, NoticeOutcome, Watcher};
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use model::{AppError, AuthenticatorKind, Browser, CeremonyRefusal, Conflict, Device, DeviceFailure, LinkEnd, Refusal};
use server::http::{LiveLimits, metrics_routes};
use std::collections::BTreeSet;
use strum::VariantNames;
use tower::ServiceExt;

/// What a client made up, and what nobody may find in the metrics.
const INVENTED: &str = "sarah.jones@riverside.example";
const PLAIN_PAGE: &str = "/users/555200000020";

async fn start() -> Service {
    Service::configured(&[("CIM_METRICS_LISTEN", "127.0.0.1:0")], LiveLimits::default()).await
}

/// Gets `path` from the listener for Prometheus.
async fn get(service: &Service, path: &str) -> Answer {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let (parts, body) = metrics_routes(service.domain.clone()).oneshot(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    Answer { status: parts.status, headers: parts.headers, body: String::from_utf8(body.to_vec()).unwrap() }
}

/// The lines with values.
async fn samples(service: &Service) -> Vec<String> {
    get(service, "/metrics").await.body.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

/// Requests as clients send them, and as they should not.
async fn use_it(service: &Service) {
    let started = service.call(&Caller::Anonymous, "load_sign_in_options", "{}").await;
    let ticket = started.cookies()[0].split(';').next().unwrap();
    let response = Request::post("/api/finish_sign_in")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::COOKIE, ticket)
        .body(Body::from(r#"{"credential":"{}"}"#));
    service.send(&Caller::Anonymous, response.unwrap()).await;
    service.call(&Caller::Anonymous, "find_users", &format!(r#"{{"search":"{INVENTED}"}}"#)).await;
    service.call(&Caller::Anonymous, "join_link", r#"{"token":"x","preflight":null}"#).await;
    let somebody = service.signed_in(PLAIN_USER).await;
    service.call(&somebody, "find_users", &format!(r#"{{"search":"{INVENTED}"}}"#)).await;
    service.get(&somebody, PLAIN_PAGE).await;
    for path in
        [format!("/{INVENTED}"), format!("/users/{INVENTED}"), format!("/api/{INVENTED}"), format!("/pkg/{INVENTED}")]
    {
        service.get(&Caller::Anonymous, &path).await;
    }
    for method in ["BREW", "OPTIONS", "HEAD"] {
        let request = Request::builder().method(method).uri("/sign-in").header(header::HOST, "localhost:3000");
        service.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    }
}

#[tokio::test]
async fn requests_are_counted_by_route_method_and_status() {
    let service = start().await;
    use_it(&service).await;
    let samples = samples(&service).await;
    for expected in [
        r#"cim_http_requests_total{route="/api/load_sign_in_options",method="POST",status="200"} 1"#,
        r#"cim_http_requests_total{route="/api/finish_sign_in",method="POST",status="422"} 1"#,
        r#"cim_http_requests_total{route="/api/join_link",method="POST",status="404"} 1"#,
        r#"cim_http_requests_total{route="/users/{user}",method="GET",status="200"} 1"#,
        r#"cim_http_request_seconds_count{route="/api/join_link"} 1"#,
        "cim_http_requests_under_way 0",
        r#"cim_ceremonies_total{ceremony="sign_in",kind="unknown",outcome="started"} 1"#,
        r#"cim_ceremonies_total{ceremony="sign_in",kind="unknown",outcome="refused"} 1"#,
        r#"cim_refusals_total{class="link_unknown",reason="none"} 1"#,
    ] {
        assert!(samples.iter().any(|sample| sample == expected), "{expected} is not in {samples:#?}");
    }
}

/// Every word that a label may have.
fn words(label: &str) -> BTreeSet<&'static str> {
    let lists: &[&[&'static str]] = match label {
        "class" => &[AppError::VARIANTS],
        "reason" => &[CeremonyRefusal::VARIANTS, Refusal::VARIANTS, LinkEnd::VARIANTS, Conflict::VARIANTS, &["none"]],
        "ceremony" => &[Ceremony::VARIANTS],
        "kind" => &[AuthenticatorKind::VARIANTS, &["unknown"]],
        "outcome" => &[CeremonyOutcome::VARIANTS, NoticeOutcome::VARIANTS],
        "device" => &[Device::VARIANTS],
        "browser" => &[Browser::VARIANTS],
        "failure" => &[DeviceFailure::VARIANTS],
        "limit" => &[Limit::VARIANTS],
        "watcher" => &[Watcher::VARIANTS],
        "step" => &[DatabaseStep::VARIANTS],
        "method" => &[&["GET", "HEAD", "POST", "other"]],
        "version" => &[&[env!("CARGO_PKG_VERSION")]],
        "status" => &[
            &["200", "302", "303", "400", "401", "403", "404", "405", "415", "422", "501"],
            &["active", "suspended", "removed"],
        ],
        "le" => &[&["0.001", "0.0025", "0.005", "0.01", "0.025", "0.1", "0.25", "1", "5", "10", "+Inf"]],
        _ => &[],
    };
    lists.concat().into_iter().collect()
}

/// The patterns of all routes.
fn routes() -> BTreeSet<String> {
    let pages = [
        "",
        "sign-in",
        "register",
        "test",
        "pkg",
        "health/live",
        "health/ready",
        "live/attempt",
        "live/links/{user}/{link}",
        "users/{user}",
        "users/{user}/authenticators",
        "users/{user}/history",
    ];
    let pages = pages.iter().map(|page| format!("/{page}"));
    let functions = server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned());
    pages.chain(functions).chain(["other".to_owned()]).collect()
}

#[tokio::test]
async fn every_label_has_a_word_of_a_fixed_list_whatever_clients_send() {
    let service = start().await;
    use_it(&service).await;
    let (samples, routes) = (samples(&service).await, routes());
    let mut seen = 0;
    for sample in &samples {
        let Some((_, labels)) = sample.split_once('{') else { continue };
        let labels = labels.rsplit_once('}').unwrap().0;
        for label in labels.split("\",") {
            let (name, word) = label.trim_end_matches('"').split_once("=\"").unwrap();
            let known = if name == "route" { routes.contains(word) } else { words(name).contains(word) };
            assert!(known, "{name}={word:?} in {sample}");
            seen += 1;
        }
    }
    assert!(seen > 100, "{samples:#?}");
    for word in [INVENTED, "5552000000", "BREW"] {
        assert!(!samples.iter().any(|sample| sample.contains(word)), "{word}");
    }
}

#[tokio::test]
async fn the_listener_for_prometheus_serves_the_metrics_and_nothing_else() {
    let service = start().await;
    let answer = get(&service, "/metrics").await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (StatusCode::OK, "text/plain; version=0.0.4; charset=utf-8")
    );
    for path in ["/", "/sign-in", "/health/live", "/api/who_am_i"] {
        assert_eq!(get(&service, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(service.get(&Caller::Anonymous, "/metrics").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_open_stream_is_counted_until_it_is_closed() {
    let limits = LiveLimits { streams: 1, ..LiveLimits::default() };
    let service = Service::configured(&[("CIM_METRICS_LISTEN", "127.0.0.1:0")], limits).await;
    let agent = service.signed_in(RA_MANAGER).await;
    let arguments = format!(
        r#"{{"unique_user_id":"{PLAIN_USER}","kind":"passkey","meeting":"video","minutes":null,"identity":{{"why":"another","how":["passport"]}}}}"#
    );
    let generated = service.call(&agent, "generate_link", &arguments).await;
    let link: serde_json::Value = serde_json::from_str(&generated.body).unwrap();
    let panel = format!("/live/links/{PLAIN_USER}/{}", link["id"].as_str().unwrap());
    let watch = async || service.send_streaming(&agent, Request::get(&panel).body(Body::empty()).unwrap()).await;
    let has = async |expected: &str| samples(&service).await.iter().any(|sample| sample == expected);
    let open = watch().await;
    assert!(has(r#"cim_live_streams{watcher="agent"} 1"#).await);
    assert_eq!(watch().await.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(has(r#"cim_limits_reached_total{limit="agent_streams"} 1"#).await);
    assert!(has(r#"cim_live_streams{watcher="agent"} 1"#).await);
    drop(open);
    assert!(has(r#"cim_live_streams{watcher="agent"} 0"#).await);
}

#[tokio::test]
async fn a_request_that_a_limit_refuses_is_counted() {
    let settings = [("CIM_METRICS_LISTEN", "127.0.0.1:0"), ("CIM_LINK_REQUESTS_PER_MINUTE", "1")];
    let service = Service::configured(&settings, LiveLimits::default()).await;
    let look_up = async || service.call(&Caller::Anonymous, "look_up_link", r#"{"token":"x"}"#).await.status;
    assert_eq!((look_up().await, look_up().await), (StatusCode::NOT_FOUND, StatusCode::TOO_MANY_REQUESTS));
    let samples = samples(&service).await;
    assert!(
        samples.iter().any(|sample| sample == r#"cim_limits_reached_total{limit="link_requests"} 1"#),
        "{samples:?}"
    );
    assert!(samples.iter().any(|sample| sample == r#"cim_limits_reached_total{limit="network_requests"} 0"#));
}

#[tokio::test]
async fn without_an_address_for_prometheus_requests_are_not_counted() {
    let service = Service::start().await;
    service.get(&Caller::Anonymous, "/sign-in").await;
    assert!(!samples(&service).await.iter().any(|line| line.starts_with("cim_http_")));
}
