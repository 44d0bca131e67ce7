//! `/live/…`: who receives which events, and when the connection ends.

use crate::support::{ADVANCED, Answer, Caller, OTHER_USER, PLAIN_USER, RA_MANAGER, Service};
use axum::body::Body;
use domain::link;
use http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use model::{Device, Preflight, RegistrationToken};
use serde_json::Value;
use server::http::LiveLimits;
use std::time::Duration;
use tokio::time::timeout;

const ORIGIN: &str = "http://localhost:3000";
/// So long that no beat is sent during a test.
const QUIET: LiveLimits = LiveLimits { beat: Duration::from_secs(3600), streams: 2 };
const BRISK: LiveLimits = LiveLimits { beat: Duration::from_millis(20), streams: 2 };

/// A live connection.
struct Live {
    status: StatusCode,
    headers: HeaderMap,
    body: Body,
}

impl Live {
    /// The next event, as it was sent, or `None` if the server ended the connection. Has a generous timeout.
    async fn next(&mut self) -> Option<String> {
        let frame = timeout(Duration::from_secs(10), self.body.frame()).await.unwrap();
        Some(String::from_utf8(frame?.unwrap().into_data().unwrap().to_vec()).unwrap())
    }

    /// The state of the link in the next event.
    async fn picture(&mut self) -> Value {
        let event = self.next().await.unwrap();
        let data = event.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
        serde_json::from_str(data).unwrap()
    }
}

/// A service, and a link that `agent` generated.
struct Scene {
    service: Service,
    agent: Caller,
    user: &'static str,
    id: String,
    token: String,
    /// The cookie of a browser that pressed *Continue*.
    attempt: String,
}

impl Scene {
    async fn new(limits: LiveLimits) -> Self {
        let service = Service::start_with(ORIGIN, limits).await;
        let agent = service.signed_in(RA_MANAGER).await;
        let mut scene =
            Self { service, agent, user: OTHER_USER, id: String::new(), token: String::new(), attempt: String::new() };
        (scene.id, scene.token) = scene.generate(OTHER_USER).await;
        let arguments = format!(r#"{{"token":"{}","preflight":null}}"#, scene.token);
        let joined = scene.service.call(&Caller::Anonymous, "join_link", &arguments).await;
        scene.attempt = joined.cookies()[0].split(';').next().unwrap().to_owned();
        scene
    }

    async fn generate(&self, user: &str) -> (String, String) {
        let arguments = format!(r#"{{"unique_user_id":"{user}","kind":"passkey","meeting":"video","minutes":null}}"#);
        let answer = self.service.call(&self.agent, "generate_link", &arguments).await;
        let link: Value = serde_json::from_str(&answer.body).unwrap();
        let token = link["url"].as_str().unwrap().split_once('#').unwrap().1;
        (link["id"].as_str().unwrap().to_owned(), token.to_owned())
    }

    fn arguments(&self) -> String {
        format!(r#"{{"unique_user_id":"{}","link":"{}"}}"#, self.user, self.id)
    }

    async fn cancel(&self) {
        let answer = self.service.call(&self.agent, "cancel_link", &self.arguments()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    }

    async fn listen(&self, caller: &Caller, path: &str, headers: &[(&str, &str)]) -> Live {
        let request = headers.iter().fold(Request::get(path), |request, (name, value)| request.header(*name, *value));
        let response = self.service.send_streaming(caller, request.body(Body::empty()).unwrap()).await;
        let (parts, body) = response.into_parts();
        Live { status: parts.status, headers: parts.headers, body }
    }

    async fn panel(&self, caller: &Caller) -> Live {
        self.listen(caller, &format!("/live/links/{}/{}", self.user, self.id), &[]).await
    }

    async fn standing(&self, headers: &[(&str, &str)]) -> Live {
        let cookie = [("cookie", self.attempt.as_str())];
        self.listen(&Caller::Anonymous, "/live/attempt", &[&cookie, headers].concat()).await
    }

    async fn status(&self, caller: &Caller, path: &str) -> Answer {
        self.service.send(caller, Request::get(path).body(Body::empty()).unwrap()).await
    }
}

#[tokio::test]
async fn a_client_that_may_not_watch_gets_an_error_status() {
    let scene = Scene::new(QUIET).await;
    let path = format!("/live/links/{}/{}", scene.user, scene.id);
    let agent = scene.service.signed_in(ADVANCED).await;
    assert_eq!(scene.status(&Caller::Anonymous, &path).await.status, StatusCode::UNAUTHORIZED);
    let others = scene.status(&agent, &path).await;
    assert_eq!(others.status, StatusCode::FORBIDDEN);
    assert!(others.body.contains("Another agent generated this link"), "{}", others.body);
    for (user, link) in [(OTHER_USER, "00000000-0000-0000-0000-000000000007"), (PLAIN_USER, &scene.id)] {
        let path = format!("/live/links/{user}/{link}");
        assert_eq!(scene.status(&scene.agent, &path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let without_cookies = scene.status(&Caller::Anonymous, "/live/attempt").await;
    assert_eq!(without_cookies.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without_cookies.body.contains("not saving cookies"), "{}", without_cookies.body);
    let other_cookies = scene.listen(&Caller::Anonymous, "/live/attempt", &[("cookie", "cim-cookies=yes")]).await;
    assert_eq!(other_cookies.status, StatusCode::NOT_FOUND);
    let made_up = ("cookie", format!("cim-attempt={}", "A".repeat(43)));
    let stranger = scene.listen(&Caller::Anonymous, "/live/attempt", &[(made_up.0, &made_up.1)]).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_full_state_is_sent_at_once_and_after_every_change_and_is_never_cached() {
    let scene = Scene::new(QUIET).await;
    let (mut panel, mut standing) = (scene.panel(&scene.agent).await, scene.standing(&[]).await);
    for live in [&panel, &standing] {
        assert_eq!(live.status, StatusCode::OK);
        let header = |name| live.headers.get(name).map(|value| value.to_str().unwrap());
        assert_eq!(header(header::CONTENT_TYPE.as_str()), Some("text/event-stream"));
        assert_eq!(header(header::CACHE_CONTROL.as_str()), Some("no-store"));
        assert_eq!(header("x-accel-buffering"), Some("no"));
    }
    let seen = panel.picture().await;
    assert_eq!((seen["id"].as_str(), &seen["end"], &seen["visit"]), (Some(&*scene.id), &Value::Null, &Value::Null));
    assert_eq!(seen["attempts"].as_array().unwrap().len(), 1);
    assert!(standing.picture().await["match_code"].is_string());

    let preflight = Preflight {
        device: Device::Iphone,
        browser: model::Browser::Safari,
        secure_context: true,
        webauthn: true,
        platform_authenticator: Some(true),
        hybrid: None,
        cookies: None,
    };
    link::visit(&scene.service.domain, &RegistrationToken::new(scene.token.as_str()), &preflight).await.unwrap();
    assert_eq!(panel.picture().await["visit"]["preflight"]["device"], "iphone");
}

#[tokio::test]
async fn the_panels_connection_ends_with_the_session() {
    let scene = Scene::new(BRISK).await;
    let mut panel = scene.panel(&scene.agent).await;
    panel.picture().await;
    panel.picture().await;
    scene.service.call(&scene.agent, "sign_out", "").await;
    let ended = timeout(Duration::from_secs(10), async { while panel.next().await.is_some() {} }).await;
    ended.expect("it goes on");
    assert_eq!(scene.panel(&scene.agent).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_process_that_stops_ends_every_connection_including_new_ones() {
    let scene = Scene::new(QUIET).await;
    let (mut panel, mut standing) = (scene.panel(&scene.agent).await, scene.standing(&[]).await);
    panel.picture().await;
    standing.picture().await;
    scene.service.domain.events().close();
    assert_eq!((panel.next().await, standing.next().await), (None, None));
    let mut late = scene.standing(&[]).await;
    late.picture().await;
    assert_eq!(late.next().await, None);
}

#[tokio::test]
async fn a_user_is_told_of_the_end_once_and_then_does_not_reconnect() {
    let scene = Scene::new(QUIET).await;
    let mut standing = scene.standing(&[]).await;
    assert_eq!(standing.picture().await["end"], Value::Null);
    scene.cancel().await;
    let last = standing.next().await.unwrap();
    assert!(last.contains(r#""end":"cancelled""#) && last.contains("id: last\n"), "{last}");
    assert_eq!(standing.next().await, None);

    let mut again = scene.standing(&[("last-event-id", "last")]).await;
    assert_eq!((again.status, again.next().await), (StatusCode::NO_CONTENT, None));
    // A browser whose connection was lost before it heard of the end still hears of it.
    let mut missed = scene.standing(&[]).await;
    assert_eq!((missed.status, &missed.picture().await["end"]), (StatusCode::OK, &Value::from("cancelled")));
    assert_eq!(missed.next().await, None);
}

#[tokio::test]
async fn the_panel_stays_connected_after_the_end_of_the_link() {
    let scene = Scene::new(BRISK).await;
    let mut panel = scene.panel(&scene.agent).await;
    scene.cancel().await;
    let end = async { while panel.picture().await["end"] != "cancelled" {} };
    timeout(Duration::from_secs(10), end).await.unwrap();
    assert_eq!(panel.picture().await["end"], "cancelled", "and the next one");
    let mut again = scene.panel(&scene.agent).await;
    assert_eq!((again.status, &again.picture().await["end"]), (StatusCode::OK, &Value::from("cancelled")));
}

#[tokio::test]
async fn too_many_connections_are_refused_and_users_do_not_take_the_place_of_agents() {
    let scene = Scene::new(QUIET).await;
    let (first, second) = (scene.standing(&[]).await, scene.standing(&[]).await);
    assert_eq!((first.status, second.status), (StatusCode::OK, StatusCode::OK));
    assert_eq!(scene.standing(&[]).await.status, StatusCode::SERVICE_UNAVAILABLE);
    let panel = scene.panel(&scene.agent).await;
    assert_eq!((panel.status, scene.panel(&scene.agent).await.status), (StatusCode::OK, StatusCode::OK));
    drop(first);
    assert_eq!(scene.standing(&[]).await.status, StatusCode::OK);
}
