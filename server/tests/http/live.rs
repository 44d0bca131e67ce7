//! `/live/…`: who receives which events, and when the connection ends.

use crate::support::{ADVANCED, Answer, Caller, OTHER_USER, PLAIN_USER, RA_MANAGER, SPONSOR, Service};
use axum::body::Body;
use chrono::TimeDelta;
use domain::link;
use http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use model::{Device, Preflight, RegistrationToken, StaffRole};
use serde_json::Value;
use server::http::LiveLimits;
use std::time::Duration;
use tokio::time::timeout;

const ORIGIN: &str = "http://localhost:3000";
/// So long that a test whose event never happens fails instead of hanging.
const GUARD: Duration = Duration::from_secs(60);
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
    /// The next event, as it was sent, or `None` if the server ended the connection.
    async fn next(&mut self) -> Option<String> {
        let frame = timeout(GUARD, self.body.frame()).await.unwrap();
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
        let arguments = format!(
            r#"{{"unique_user_id":"{user}","kind":"passkey","meeting":"video","minutes":null,"identity":{{"why":"another","how":["passport"]}}}}"#
        );
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

    async fn home(&self, caller: &Caller) -> Live {
        self.listen(caller, "/live/links", &[]).await
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
async fn a_panel_says_that_the_profile_of_its_user_was_closed_without_waiting_for_a_beat() {
    let scene = Scene::new(QUIET).await;
    let mut panel = scene.panel(&scene.agent).await;
    assert_eq!(panel.picture().await["closed"], Value::Null);
    let arguments = format!(r#"{{"unique_user_id":"{OTHER_USER}","because":"left","duplicate_of":"","note":""}}"#);
    let answer = scene.service.call(&scene.agent, "close_profile", &arguments).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let seen = panel.picture().await;
    assert_eq!((&seen["end"], &seen["closed"]["by"]), (&"cancelled".into(), &"Amina Okafor".into()));
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
        trouble: None,
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
    let ended = timeout(GUARD, async { while panel.next().await.is_some() {} }).await;
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
    timeout(GUARD, end).await.unwrap();
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

#[tokio::test]
async fn one_browser_has_only_some_of_its_connections_for_live_events_and_its_other_pages_ask() {
    let scene = Scene::new(LiveLimits { beat: Duration::from_secs(3600), streams: 100 }).await;
    let mut open = Vec::new();
    for _ in 0..3 {
        let panel = scene.panel(&scene.agent).await;
        assert_eq!(panel.status, StatusCode::OK);
        open.push(panel);
    }
    assert_eq!(scene.panel(&scene.agent).await.status, StatusCode::NO_CONTENT);
    assert_eq!(scene.service.call(&scene.agent, "watch_link", &scene.arguments()).await.status, StatusCode::OK);
    assert_eq!(scene.standing(&[]).await.status, StatusCode::OK, "another browser has its own");
    open.pop();
    assert_eq!(scene.panel(&scene.agent).await.status, StatusCode::OK);
}

#[tokio::test]
async fn watching_a_link_keeps_the_session_for_as_long_as_something_can_happen_to_it() {
    let scene = Scene::new(BRISK).await;
    let service = &scene.service;
    let mut panel = scene.panel(&scene.agent).await;
    panel.picture().await;
    let long_ago = service.domain.now() - TimeDelta::minutes(29);
    service.last_seen(Some(long_ago)).await;
    let seen = service.last_seen(None).await;
    for _ in 0..3 {
        panel.picture().await;
    }
    assert!(service.last_seen(None).await > seen, "the live events are a use");
    service.last_seen(Some(long_ago)).await;
    drop(panel);
    assert_eq!(service.call(&scene.agent, "watch_link", &scene.arguments()).await.status, StatusCode::OK);
    assert!(service.last_seen(None).await > seen, "and so are the requests of a page without live events");

    scene.cancel().await;
    let seen = service.last_seen(Some(long_ago)).await;
    let mut panel = scene.panel(&scene.agent).await;
    for _ in 0..3 {
        assert_eq!(panel.picture().await["end"], "cancelled");
    }
    drop(panel);
    assert_eq!(service.call(&scene.agent, "watch_link", &scene.arguments()).await.status, StatusCode::OK);
    assert_eq!(service.last_seen(None).await, seen, "nothing can happen to the link any more");
}

#[tokio::test]
async fn a_watched_panel_says_that_its_link_ended_with_the_role_of_the_agent_who_generated_it() {
    let mut scene = Scene::new(QUIET).await;
    let manager = std::mem::replace(&mut scene.agent, scene.service.signed_in(ADVANCED).await);
    (scene.id, _) = scene.generate(PLAIN_USER).await;
    scene.user = PLAIN_USER;
    let mut panel = scene.panel(&manager).await;
    assert_eq!(panel.picture().await["end"], Value::Null);
    let role = r#"{"unique_user_id":"555200000002","role":"ra_agent_advanced","ods_code":"QRN","reason":"Left"}"#;
    let revoked = scene.service.call(&manager, "revoke_role", role).await;
    assert_eq!(revoked.status, StatusCode::OK, "{}", revoked.body);
    assert_eq!(panel.picture().await["end"], "cancelled");
    let theirs = scene.panel(&scene.agent).await;
    assert_eq!(theirs.status, StatusCode::FORBIDDEN);
}

/// The user and the end of each link in a picture of the home page.
fn listed(picture: &Value) -> Vec<(&str, Option<&str>)> {
    let links = picture.as_array().unwrap().iter();
    links.map(|own| (own["unique_user_id"].as_str().unwrap(), own["link"]["end"].as_str())).collect()
}

#[tokio::test]
async fn one_connection_shows_all_links_of_an_agent_after_every_change_and_each_new_one() {
    let scene = Scene::new(QUIET).await;
    let mut home = scene.home(&scene.agent).await;
    assert_eq!(home.status, StatusCode::OK);
    assert_eq!(listed(&home.picture().await), [(OTHER_USER, None)]);
    scene.generate(PLAIN_USER).await;
    assert_eq!(listed(&home.picture().await), [(PLAIN_USER, None), (OTHER_USER, None)]);
    scene.cancel().await;
    assert_eq!(listed(&home.picture().await), [(PLAIN_USER, None), (OTHER_USER, Some("cancelled"))]);
    let answer = scene.service.call(&scene.agent, "list_own_links", "{}").await;
    let asked: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(listed(&asked), [(PLAIN_USER, None), (OTHER_USER, Some("cancelled"))], "the page can ask as well");
    assert!(!answer.body.contains(&scene.token));
}

#[tokio::test]
async fn the_links_of_another_agent_are_not_in_it_and_do_not_wake_it() {
    let scene = Scene::new(QUIET).await;
    let advanced = scene.service.signed_in(ADVANCED).await;
    let mut home = scene.home(&advanced).await;
    assert!(listed(&home.picture().await).is_empty());
    scene.generate(PLAIN_USER).await;
    scene.cancel().await;
    // The next picture has the agent's own link already, so none was sent for those of the RA Manager.
    let scene = Scene { agent: advanced, ..scene };
    scene.generate(OTHER_USER).await;
    assert_eq!(listed(&home.picture().await), [(OTHER_USER, None)]);
}

#[tokio::test]
async fn only_those_who_may_issue_watch_their_links() {
    let scene = Scene::new(QUIET).await;
    assert_eq!(scene.status(&Caller::Anonymous, "/live/links").await.status, StatusCode::UNAUTHORIZED);
    let sponsor = scene.service.signed_in(SPONSOR).await;
    let refused = scene.status(&sponsor, "/live/links").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.body);
    assert_eq!(scene.service.last_audited().await, ("watch-link".to_owned(), "refused".to_owned()));
}

#[tokio::test]
async fn each_picture_of_the_home_page_asks_again_who_watches_and_what_they_may_watch() {
    let scene = Scene::new(BRISK).await;
    let advanced = scene.service.signed_in(ADVANCED).await;
    let scene = Scene { agent: advanced, ..scene };
    scene.generate(PLAIN_USER).await;
    let mut home = scene.home(&scene.agent).await;
    assert_eq!(listed(&home.picture().await), [(PLAIN_USER, None)]);
    // Only an RA Manager acts on a user who holds a staff role.
    let user = domain::directory::find(&scene.service.domain, &PLAIN_USER.parse().unwrap()).await.unwrap().unwrap();
    domain::directory::grant_alone(&scene.service.domain, &user, StaffRole::Sponsor).await.unwrap();
    let gone = async { while !listed(&home.picture().await).is_empty() {} };
    timeout(GUARD, gone).await.expect("the link is still shown");
    scene.service.call(&scene.agent, "sign_out", "").await;
    let ended = timeout(GUARD, async { while home.next().await.is_some() {} }).await;
    ended.expect("it goes on");
}

#[tokio::test]
async fn an_open_home_page_is_no_use_of_the_session_and_takes_one_of_the_browsers_connections() {
    let scene = Scene::new(LiveLimits { beat: Duration::from_millis(20), streams: 100 }).await;
    let mut open = Vec::new();
    for _ in 0..3 {
        open.push(scene.home(&scene.agent).await);
    }
    assert_eq!(scene.home(&scene.agent).await.status, StatusCode::NO_CONTENT);
    let long_ago = scene.service.domain.now() - TimeDelta::minutes(20);
    let seen = scene.service.last_seen(Some(long_ago)).await;
    for _ in 0..3 {
        open[0].picture().await;
    }
    assert_eq!(scene.service.call(&scene.agent, "list_own_links", "{}").await.status, StatusCode::OK);
    assert_eq!(scene.service.last_seen(None).await, seen);
}
