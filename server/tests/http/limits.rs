//! How many requests are answered: by the minute for each network, browser and link, and in progress.

use crate::support::{Answer, Caller, OTHER_USER, RA_MANAGER, Service, clock};
use axum::{Extension, Router, body::Body, extract::ConnectInfo, middleware, routing::get};
use domain::Client;
use http::{Request, StatusCode, header};
use server::http::{Limits, LiveLimits, keep_in_progress};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::sync::Notify;
use tower::ServiceExt;

/// What can be asked without signing in, each kind on a line. The second field is its arguments; none: it is live events.
const KINDS: [&[(&str, Option<&str>)]; 8] = [
    &[("/api/load_sign_in_options", Some("{}")), ("/api/finish_sign_in", Some(r#"{"credential":"{}"}"#))],
    &[("/api/load_test_options", Some("{}")), ("/api/finish_test", Some(r#"{"credential":"{}"}"#))],
    &[("/api/look_up_link", Some(r#"{"token":"x"}"#))],
    &[("/api/join_link", Some(r#"{"token":"x","preflight":null}"#))],
    &[(
        "/api/load_registration_options",
        Some(r#"{"token":"x","choice":{"place":"any","without_attestation":false}}"#),
    )],
    &[("/api/finish_registration", Some(r#"{"credential":"{}"}"#))],
    &[("/api/report_visit", Some("{}")), ("/api/report_attempt", Some(r#"{"report":"prompted"}"#))],
    &[("/live/attempt", None)],
];

const HERE: &str = "192.0.2.1";
const ELSEWHERE: &str = "192.0.2.2";

/// A service that takes so many requests a minute from a network, a browser and for a link; 0: any number.
async fn service([network, browser, link]: [&str; 3]) -> Service {
    let settings = [
        ("CIM_REQUESTS_PER_MINUTE", network),
        ("CIM_BROWSER_REQUESTS_PER_MINUTE", browser),
        ("CIM_LINK_REQUESTS_PER_MINUTE", link),
    ];
    Service::configured(&settings, LiveLimits::default()).await
}

/// The answer to a request from this address, with this cookie.
async fn ask(service: &Service, address: &str, cookie: &str, (path, arguments): (&str, Option<&str>)) -> Answer {
    let request = if arguments.is_some() { Request::post(path) } else { Request::get(path) };
    let mut request = request
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::COOKIE, cookie)
        .body(Body::from(arguments.unwrap_or_default().to_owned()))
        .unwrap();
    let peer = SocketAddr::new(address.parse().unwrap(), 9);
    request.extensions_mut().insert(ConnectInfo(peer));
    service.send(&Caller::Anonymous, request).await
}

const TOO_MANY: StatusCode = StatusCode::TOO_MANY_REQUESTS;

#[tokio::test]
async fn each_thing_that_is_asked_without_signing_in_is_limited_by_itself() {
    let service = service(["2", "0", "0"]).await;
    for kind in KINDS {
        let (first, last) = (kind[0], kind[kind.len() - 1]);
        for asked in [first, last] {
            assert_ne!(ask(&service, HERE, "", asked).await.status, TOO_MANY, "{asked:?}");
        }
        for asked in [first, last] {
            let answer = ask(&service, HERE, "", asked).await;
            assert_eq!((answer.status, answer.header("retry-after")), (TOO_MANY, "30"), "{asked:?}");
            assert_eq!(answer.header("cache-control"), "no-store");
            let words = "Too many requests are coming from your network. Wait 30 seconds, then try again.";
            match asked.1 {
                Some(_) => assert_eq!(answer.error().to_string(), words),
                None => assert_eq!(answer.body, format!("{words}\n")),
            }
            assert_ne!(ask(&service, ELSEWHERE, "", asked).await.status, TOO_MANY, "{asked:?}: another network");
        }
    }
}

#[tokio::test]
async fn a_network_is_answered_again_after_the_time_that_it_was_told() {
    let service = service(["2", "0", "0"]).await;
    let asked = KINDS[0][0];
    let status = async || ask(&service, HERE, "", asked).await.status;
    assert_eq!([status().await, status().await, status().await], [StatusCode::OK, StatusCode::OK, TOO_MANY]);
    *service.elapsed.lock().unwrap() += Duration::from_secs(30);
    assert_eq!([status().await, status().await], [StatusCode::OK, TOO_MANY]);
}

#[tokio::test]
async fn addresses_of_one_ipv6_network_count_together() {
    let service = service(["1", "0", "0"]).await;
    let asked = KINDS[0][0];
    for (address, status) in [
        ("2001:db8::1", StatusCode::OK),
        ("2001:db8::ffff:1", TOO_MANY),
        ("2001:db8:0:1::1", StatusCode::OK),
        ("::ffff:192.0.2.1", StatusCode::OK),
        ("192.0.2.1", TOO_MANY),
    ] {
        assert_eq!(ask(&service, address, "", asked).await.status, status, "{address}");
    }
}

#[tokio::test]
async fn a_browser_that_asks_too_often_does_not_use_up_what_its_network_has() {
    let service = service(["3", "1", "0"]).await;
    let cookie = |letter: &str| format!("cim-attempt={}A", letter.repeat(42));
    let asked = KINDS[5][0];
    let status = async |cookie: &str| ask(&service, HERE, cookie, asked).await.status;
    assert_ne!(status(&cookie("A")).await, TOO_MANY);
    for _ in 0..10 {
        assert_eq!(status(&cookie("A")).await, TOO_MANY);
    }
    assert_ne!(status(&cookie("B")).await, TOO_MANY);
    assert_ne!(status("").await, TOO_MANY);
    assert_eq!(status(&cookie("C")).await, TOO_MANY, "now the network has used up its three");
}

#[tokio::test]
async fn requests_for_one_link_count_together_wherever_they_come_from() {
    let service = service(["0", "0", "1"]).await;
    let look_up = |token: &str| format!(r#"{{"token":"{token}"}}"#);
    let status = async |address: &str, token: &str| {
        ask(&service, address, "", ("/api/look_up_link", Some(&look_up(token)))).await.status
    };
    assert_eq!(status(HERE, "x").await, StatusCode::NOT_FOUND);
    assert_eq!(status(ELSEWHERE, "x").await, TOO_MANY);
    assert_eq!(status(ELSEWHERE, "y").await, StatusCode::NOT_FOUND, "another link");
    let joined = ask(&service, HERE, "", ("/api/join_link", Some(r#"{"token":"x","preflight":null}"#))).await;
    assert_eq!(joined.status, StatusCode::NOT_FOUND, "another thing to ask");
}

#[tokio::test]
async fn pages_health_and_what_signed_in_people_do_are_not_counted_by_the_minute() {
    let service = service(["1", "1", "1"]).await;
    let agent = service.signed_in(RA_MANAGER).await;
    let arguments = format!(r#"{{"unique_user_id":"{OTHER_USER}"}}"#);
    for _ in 0..3 {
        assert_eq!(service.call(&agent, "view_profile", &arguments).await.status, StatusCode::OK);
        for path in ["/register", "/sign-in", "/health/live", "/pkg/style.abc.css"] {
            let answer = ask(&service, HERE, "", (path, None)).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
        }
    }
}

#[tokio::test]
async fn the_service_is_not_ready_for_a_second_after_most_places_were_taken() {
    // One request may be in progress, and it takes the only place.
    let service = Service::configured(&[("CIM_REQUESTS_IN_PROGRESS", "1")], LiveLimits::default()).await;
    let ready = async || {
        let answer = ask(&service, HERE, "", ("/health/ready", None)).await;
        (answer.status, answer.body)
    };
    let is_ready = (StatusCode::OK, "ready\n".to_owned());
    assert_eq!(ready().await, is_ready);
    for free in ["/pkg/style.abc.css", "/live/attempt", "/health/live"] {
        ask(&service, HERE, "", (free, None)).await;
    }
    assert_eq!(ready().await, is_ready, "none of these takes a place");
    assert_eq!(ask(&service, HERE, "", ("/sign-in", None)).await.status, StatusCode::OK);
    assert_eq!(ready().await, (StatusCode::SERVICE_UNAVAILABLE, "overloaded\n".to_owned()));
    *service.elapsed.lock().unwrap() += Duration::from_secs(1);
    assert_eq!(ready().await, is_ready);
}

#[tokio::test]
async fn a_request_too_many_is_refused_at_once_and_assets_health_and_live_events_never_are() {
    let service = Service::configured(&[("CIM_REQUESTS_IN_PROGRESS", "1")], LiveLimits::default()).await;
    let limits = Limits::new(&service.config, &service.domain, &clock(&service.elapsed));
    let (entered, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let slow = {
        let (entered, go_on) = (Arc::clone(&entered), Arc::clone(&go_on));
        move || async move {
            entered.notify_one();
            go_on.notified().await;
        }
    };
    let router = Router::new()
        .route("/api/slow", get(slow))
        .fallback(async || "quick")
        .layer(middleware::from_fn_with_state(limits, keep_in_progress))
        .layer(Extension(Client::default()));
    let request = |path: &str| router.clone().oneshot(Request::get(path).body(Body::empty()).unwrap());
    let in_progress = tokio::spawn(request("/api/slow"));
    entered.notified().await;
    for path in ["/api/slow", "/api/quick", "/sign-in"] {
        let refused = request(path).await.unwrap();
        assert_eq!(
            (refused.status(), refused.headers()["retry-after"].to_str().unwrap()),
            (StatusCode::SERVICE_UNAVAILABLE, "2"),
            "{path}"
        );
    }
    for path in ["/pkg/style.css", "/health/live", "/health/ready", "/live/attempt"] {
        assert_eq!(request(path).await.unwrap().status(), StatusCode::OK, "{path}");
    }
    go_on.notify_one();
    assert_eq!(in_progress.await.unwrap().unwrap().status(), StatusCode::OK);
    assert_eq!(request("/sign-in").await.unwrap().status(), StatusCode::OK, "there is a place again");
}
