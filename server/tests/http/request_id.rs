//! The ID of a request: in the response, in the log, and in the message to the user when something went wrong on our side.

use crate::support::{Answer, Caller, RA_MANAGER, Service, log::Log};
use axum::body::Body;
use http::{Request, StatusCode};
use model::AppError;

const USER: &str = r#"{"unique_user_id":"555200000021"}"#;
const HISTORY: &str = "/users/555200000021/history";
/// The filter with which `cim` logs least: errors only.
const ERRORS: &str = "error";

fn id(answer: &Answer) -> &str {
    let id = answer.header("x-request-id");
    assert!(id.len() == 14 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-'), "{id:?}");
    id
}

/// Asserts that something was logged, and that every line has this ID.
fn assert_logged_with(log: &Log, id: &str) {
    let lines = log.lines();
    assert!(!lines.is_empty(), "nothing was logged");
    for line in lines {
        let spans = line["spans"].as_array().map_or(&[][..], Vec::as_slice);
        assert!(spans.iter().any(|span| span["name"] == "request" && span["id"] == id), "{line}");
    }
}

/// Takes away a table that the *History* tab needs and signing in does not.
async fn lose_the_audit_log(service: &Service) {
    service.execute("ALTER TABLE audit_event RENAME TO lost").await;
}

#[tokio::test]
async fn every_response_has_an_id_of_its_own() {
    let service = Service::start().await;
    let mut ids = Vec::new();
    for path in ["/sign-in", "/register", "/nowhere", "/pkg/style.abc.css", "/health/live", "/live/attempt", "/sign-in"]
    {
        ids.push(id(&service.get(&Caller::Anonymous, path).await).to_owned());
    }
    ids.push(id(&service.call(&Caller::Anonymous, "view_profile", USER).await).to_owned());
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "{ids:?}");
}

#[tokio::test]
async fn an_id_that_a_client_sends_is_ignored() {
    let service = Service::start().await;
    let manager = service.signed_in(RA_MANAGER).await;
    service.domain.db().clone().close().await.unwrap();
    let (log, _guard) = Log::start("debug");
    let request = Request::get("/").header("x-request-id", "chosen-by-the-client").body(Body::empty()).unwrap();
    let answer = service.send(&manager, request).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.headers.get_all("x-request-id").iter().count(), 1);
    assert!(answer.body.contains(id(&answer)), "{}", answer.body);
    assert!(!answer.body.contains("chosen") && !log.text().contains("chosen"), "{}", log.text());
}

#[tokio::test]
async fn an_error_on_our_side_shows_the_same_reference_as_the_log() {
    let service = Service::start().await;
    let manager = service.signed_in(RA_MANAGER).await;
    lose_the_audit_log(&service).await;

    let (log, guard) = Log::start(ERRORS);
    let function = service.call(&manager, "view_history", r#"{"unique_user_id":"555200000021","before":null}"#).await;
    drop(guard);
    assert_eq!(function.status, StatusCode::SERVICE_UNAVAILABLE, "{}", function.body);
    let AppError::Logged { error, reference } = function.error() else { panic!("{}", function.body) };
    assert_eq!((*error, reference.to_string()), (AppError::Unavailable, id(&function).to_owned()));
    assert_logged_with(&log, id(&function));

    // A page calls the same server function in another task.
    let (log, guard) = Log::start(ERRORS);
    let page = service.get(&manager, HISTORY).await;
    drop(guard);
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{}", page.body);
    assert!(page.body.contains(&format!("Reference: {}", id(&page))), "{}", page.body);
    assert!(log.text().contains("a request failed"), "{}", log.text());
    assert_logged_with(&log, id(&page));
}

#[tokio::test]
async fn a_page_that_cannot_be_rendered_and_a_stream_of_live_events_show_the_reference_too() {
    let service = Service::start().await;
    let manager = service.signed_in(RA_MANAGER).await;
    service.domain.db().clone().close().await.unwrap();
    for path in ["/", "/live/links/555200000021/00000000-0000-0000-0000-000000000003"] {
        let (log, guard) = Log::start(ERRORS);
        let answer = service.get(&manager, path).await;
        drop(guard);
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(answer.body.contains(&format!("Reference: {}", id(&answer))), "{path}: {}", answer.body);
        assert_logged_with(&log, id(&answer));
    }
}

#[tokio::test]
async fn an_error_that_the_user_can_correct_has_no_reference() {
    let service = Service::start().await;
    for answer in [
        service.get(&Caller::Anonymous, "/nowhere").await,
        service.call(&Caller::Anonymous, "view_profile", USER).await,
        service.call(&Caller::Anonymous, "view_profile", "{").await,
        service.call(&Caller::Anonymous, "look_up_link", r#"{"token":"x"}"#).await,
    ] {
        assert!(!answer.body.contains(id(&answer)) && !answer.body.contains("Reference"), "{}", answer.body);
    }
}
