//! Cookies: those of other applications on the host do not hide ours, and a browser that keeps no cookies is told so.

use crate::support::{Answer, Caller, OTHER_USER, PLAIN_USER, RA_MANAGER, Service};
use axum::body::Body;
use domain::{Secret, SystemRandom};
use http::{HeaderValue, Request, StatusCode, header};
use model::{AppError, CeremonyRefusal};
use serde_json::Value;

/// Calls a server function with these `Cookie` headers.
async fn call(service: &Service, function: &str, arguments: &str, cookies: &[&[u8]]) -> Answer {
    let mut request = Request::post(format!("/api/{function}"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(arguments.to_owned()))
        .unwrap();
    for line in cookies {
        request.headers_mut().append(header::COOKIE, HeaderValue::from_bytes(line).unwrap());
    }
    service.send(&Caller::Anonymous, request).await
}

/// `before`, then our cookie, then `after`, where both are cookies of other applications.
fn among(before: &[u8], ours: &str, after: &[u8]) -> Vec<u8> {
    [before, ours.as_bytes(), after].concat()
}

#[tokio::test]
async fn cookies_of_other_applications_do_not_hide_a_session() {
    let service = Service::start().await;
    let Caller::SignedIn(secret) = service.signed_in(RA_MANAGER).await else { panic!() };
    let ours = format!("cim-session={}", secret.reveal());
    let stranger = Secret::new(&SystemRandom).reveal();
    let huge = format!("c={}; ", "x".repeat(100_000));
    for (before, after) in [
        ("c=Zoë; ".as_bytes(), &b""[..]),
        (b"c=Zo\xE9; ", b""),
        (b"\xE9; ", b""),
        (b"\xE9=1; ", b"; \xFF\xFE=\xFD"),
        (b"", b"; c=Zo\xE9"),
        (b"; ;; ", b";;"),
        (b"novalue; ", b"; novalue"),
        (b"=; =x; ", b"; ="),
        (b"c=\"a;b\"; ", b"; d=\""),
        (b"c=\"; ", b"\t"),
        (b"c==a=b; cim-session; ", b""),
        (b"cim-session=; ", b""),
        (b"cim-session=nonsense; ", b""),
        (b"cim-session=Zo\xE9; ", b""),
        (b"cim-session-2=x; xcim-session=y; CIM-SESSION=z;", b""),
        (b"a=1;\t", b" \t"),
        (huge.as_bytes(), b""),
        (format!("cim-session={stranger}; ").as_bytes(), b""),
        (b"", format!("; cim-session={stranger}").as_bytes()),
    ] {
        let answer = call(&service, "who_am_i", "{}", &[&among(before, &ours, after)]).await;
        assert!(answer.body.contains(RA_MANAGER), "{}: {}", before.escape_ascii(), answer.body);
    }
    let quoted = format!("cim-session=\"{}\"", secret.reveal());
    for lines in [
        &[&b"c=Zo\xE9"[..], ours.as_bytes()][..],
        &[ours.as_bytes(), b"\xE9"],
        &[quoted.as_bytes()],
        &[b"cim-session=nonsense", b"", ours.as_bytes()],
    ] {
        let answer = call(&service, "who_am_i", "{}", lines).await;
        assert!(answer.body.contains(RA_MANAGER), "{lines:?}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_signed_in_user_gets_the_page_whatever_cookies_other_applications_stored() {
    let service = Service::start().await;
    let Caller::SignedIn(secret) = service.signed_in(PLAIN_USER).await else { panic!() };
    let stranger = Secret::new(&SystemRandom).reveal();
    let cookie =
        among(format!("c=Zoë; cim-session={stranger}; ").as_bytes(), &format!("cim-session={}", secret.reveal()), b"");
    let page =
        Request::get(format!("/users/{PLAIN_USER}")).header(header::COOKIE, HeaderValue::from_bytes(&cookie).unwrap());
    let answer = service.send(&Caller::Anonymous, page.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn no_other_cookie_is_accepted_as_ours() {
    let service = Service::start().await;
    let Caller::SignedIn(secret) = service.signed_in(RA_MANAGER).await else { panic!() };
    let secret = secret.reveal();
    for cookie in [
        format!("Cim-Session={secret}"),
        format!("cim-session ={secret}x"),
        format!("\u{2000}cim-session={secret}"),
        format!("c=1, cim-session={secret}"),
        format!("c={{cim-session={secret}}}"),
        format!("cim-session%3D{secret}"),
        format!("__Host-cim-session={secret}"),
    ] {
        assert_eq!(call(&service, "who_am_i", "{}", &[cookie.as_bytes()]).await.body, "null", "{cookie}");
    }
    let https = Service::start_at("https://care.example").await;
    let Caller::SignedIn(secret) = https.signed_in(RA_MANAGER).await else { panic!() };
    let secret = secret.reveal();
    for (cookie, passes) in [
        (format!("__Host-cim-session={secret}"), true),
        (format!("cim-session={secret}"), false),
        (format!("c=1, __Host-cim-session={secret}"), false),
        (format!("\u{a0}__Host-cim-session={secret}"), false),
    ] {
        let answer = call(&https, "who_am_i", "{}", &[cookie.as_bytes()]).await;
        assert_eq!(answer.body != "null", passes, "{cookie}: {}", answer.body);
    }
}

#[tokio::test]
async fn only_some_of_very_many_cookies_with_the_same_name_are_tried() {
    let service = Service::start().await;
    let Caller::SignedIn(secret) = service.signed_in(RA_MANAGER).await else { panic!() };
    let strangers = |count| {
        let pairs: Vec<_> =
            (0..count).map(|_| format!("cim-session={}; ", Secret::new(&SystemRandom).reveal())).collect();
        among(pairs.concat().as_bytes(), &format!("cim-session={}", secret.reveal()), b"")
    };
    assert!(call(&service, "who_am_i", "{}", &[&strangers(7)]).await.body.contains(RA_MANAGER));
    assert_eq!(call(&service, "who_am_i", "{}", &[&strangers(8)]).await.body, "null");
}

/// A link for a passkey.
async fn link(service: &Service) -> String {
    let agent = service.signed_in(RA_MANAGER).await;
    let arguments = format!(
        r#"{{"unique_user_id":"{OTHER_USER}","kind":"passkey","meeting":"face_to_face","minutes":null,"identity":{{"why":"another","how":["passport"]}}}}"#
    );
    let answer = service.call(&agent, "generate_link", &arguments).await;
    let link: Value = serde_json::from_str(&answer.body).unwrap();
    link["url"].as_str().unwrap().split_once('#').unwrap().1.to_owned()
}

/// What a page sends when *Continue* is pressed.
fn join_arguments(token: &str) -> String {
    let found = r#"{"device":"windows","browser":"edge","secure_context":true,"webauthn":true,"platform_authenticator":true,"hybrid":true,"cookies":true}"#;
    format!(r#"{{"token":"{token}","preflight":{found}}}"#)
}

fn options_arguments(token: &str) -> String {
    format!(r#"{{"token":"{token}","choice":{{"place":"any","without_attestation":false}}}}"#)
}

/// The name and the value of the first cookie that was set.
fn given(answer: &Answer) -> String {
    answer.cookies()[0].split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_attempt_continues_whatever_cookies_other_applications_stored() {
    let service = Service::start().await;
    let token = link(&service).await;
    let ours = given(&call(&service, "join_link", &join_arguments(&token), &[b"cim-cookies=yes"]).await);
    let stranger = Secret::new(&SystemRandom).reveal();
    for before in ["c=Zoë; ".as_bytes(), b"c=Zo\xE9; ", format!("cim-attempt={stranger}; ").as_bytes()] {
        let cookie = among(before, &ours, b"");
        let again = call(&service, "join_link", &join_arguments(&token), &[&cookie]).await;
        assert_eq!(given(&again), ours, "it is the same attempt: {}", before.escape_ascii());
        let looked_up = call(&service, "look_up_link", &format!(r#"{{"token":"{token}"}}"#), &[&cookie]).await;
        assert!(looked_up.body.contains("match_code"), "a reload goes on: {}", before.escape_ascii());
        let started = call(&service, "load_registration_options", &options_arguments(&token), &[&cookie]).await;
        assert_eq!(started.status, StatusCode::OK, "{}: {}", before.escape_ascii(), started.body);
        let reported = call(&service, "report_attempt", r#"{"report":"prompted"}"#, &[&cookie]).await;
        assert_eq!(reported.status, StatusCode::OK, "{}: {}", before.escape_ascii(), reported.body);
        let live = Request::get("/live/attempt").header(header::COOKIE, HeaderValue::from_bytes(&cookie).unwrap());
        let live = service.send_streaming(&Caller::Anonymous, live.body(Body::empty()).unwrap()).await;
        assert_eq!(live.status(), StatusCode::OK, "{}", before.escape_ascii());
        let finished = call(&service, "finish_registration", r#"{"credential":"{}"}"#, &[&cookie]).await;
        assert_eq!(finished.error(), AppError::Ceremony(CeremonyRefusal::Malformed), "{}", before.escape_ascii());
    }
}

#[tokio::test]
async fn a_browser_without_cookies_is_told_so_and_never_becomes_an_attempt() {
    let service = Service::start().await;
    let token = link(&service).await;
    let opened = call(&service, "look_up_link", &format!(r#"{{"token":"{token}"}}"#), &[]).await;
    assert!(opened.cookies()[0].starts_with("cim-cookies=yes; HttpOnly; SameSite=Strict"), "{:?}", opened.cookies());
    for foreign in [&[][..], &[&b"c=1"[..]]] {
        for _ in 0..40 {
            let joined = call(&service, "join_link", &join_arguments(&token), foreign).await;
            assert_eq!((joined.status, joined.error()), (StatusCode::UNPROCESSABLE_ENTITY, AppError::NoCookies));
            assert!(joined.cookies()[0].starts_with("cim-cookies=yes"), "it can try again straight away");
        }
    }
    let joined = call(&service, "join_link", &join_arguments(&token), &[b"cim-cookies=yes"]).await;
    assert_eq!(joined.status, StatusCode::OK, "others can still join: {}", joined.body);
    let opened = call(&service, "look_up_link", &format!(r#"{{"token":"{token}"}}"#), &[b"cim-cookies=yes"]).await;
    assert_eq!(opened.cookies(), Vec::<&str>::new());
}

#[tokio::test]
async fn the_agent_sees_that_a_browser_keeps_no_cookies() {
    let service = Service::start().await;
    let token = link(&service).await;
    call(&service, "join_link", &join_arguments(&token), &[]).await;
    let secret = Secret::parse(&token).unwrap();
    let visit = service.last_visit(&secret).await.unwrap();
    assert!(visit.contains(r#""cookies":false"#), "{visit}");
}

#[tokio::test]
async fn a_browser_is_told_about_cookies_only_if_it_sends_none_of_ours_back() {
    let service = Service::start().await;
    let token = link(&service).await;
    for (function, arguments) in [
        ("load_registration_options", options_arguments(&token)),
        ("finish_registration", r#"{"credential":"{}"}"#.to_owned()),
        ("finish_sign_in", r#"{"credential":"{}"}"#.to_owned()),
        ("finish_test", r#"{"credential":"{}"}"#.to_owned()),
    ] {
        for foreign in [&[][..], &[&b"c=Zo\xE9"[..]]] {
            let answer = call(&service, function, &arguments, foreign).await;
            assert_eq!(answer.error(), AppError::NoCookies, "{function}");
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{function}");
        }
        let answer = call(&service, function, &arguments, &[b"c=Zo\xE9; cim-cookies=yes"]).await;
        assert_ne!(answer.error(), AppError::NoCookies, "{function}");
    }
    let unknown = call(&service, "load_registration_options", &options_arguments("x"), &[]).await;
    assert_eq!(unknown.error(), AppError::LinkUnknown, "of a link that is of no use, that is said first");
    let unknown = call(&service, "join_link", &join_arguments("x"), &[]).await;
    assert_eq!(unknown.error(), AppError::LinkUnknown);
}

#[tokio::test]
async fn deleting_our_cookie_leaves_one_that_shows_that_the_browser_keeps_cookies() {
    let service = Service::start().await;
    let form = Request::post("/api/sign_out")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, "cim-session=x")
        .body(Body::empty());
    let answer = service.send(&Caller::Anonymous, form.unwrap()).await;
    let [gone, kept] = answer.cookies()[..] else { panic!("{:?}", answer.cookies()) };
    assert!(gone.starts_with("cim-session=; ") && gone.contains("Max-Age=0"), "{gone}");
    assert!(kept.starts_with("cim-cookies=yes; ") && !kept.contains("Max-Age"), "{kept}");
}
