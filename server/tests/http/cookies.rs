//! Cookies: what others have stored in a browser hides none of ours, and a browser that keeps none is told so.

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

/// `before`, then our cookie, then `after`: each as others may have stored it.
fn among(before: &[u8], ours: &str, after: &[u8]) -> Vec<u8> {
    [before, ours.as_bytes(), after].concat()
}

#[tokio::test]
async fn what_others_have_stored_hides_no_session() {
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
async fn a_page_is_served_to_who_is_signed_in_whatever_others_have_stored() {
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
async fn no_cookie_passes_for_ours_that_is_none() {
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
async fn of_very_many_cookies_of_one_name_only_some_are_tried() {
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
    let arguments =
        format!(r#"{{"unique_user_id":"{OTHER_USER}","kind":"passkey","meeting":"face_to_face","minutes":null}}"#);
    let answer = service.call(&agent, "generate_link", &arguments).await;
    let link: Value = serde_json::from_str(&answer.body).unwrap();
    link["url"].as_str().unwrap().split_once('#').unwrap().1.to_owned()
}

/// What a page sends at *Continue*.
fn begin(token: &str) -> String {
    let found = r#"{"device":"windows","browser":"edge","secure_context":true,"webauthn":true,"platform_authenticator":true,"hybrid":true,"cookies":true}"#;
    format!(r#"{{"token":"{token}","preflight":{found}}}"#)
}

fn start(token: &str) -> String {
    format!(r#"{{"token":"{token}","choice":{{"place":"any","without_attestation":false}}}}"#)
}

/// The pair of the cookie that was set first.
fn given(answer: &Answer) -> String {
    answer.cookies()[0].split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_attempt_goes_on_whatever_others_have_stored() {
    let service = Service::start().await;
    let token = link(&service).await;
    let ours = given(&call(&service, "join_link", &begin(&token), &[b"cim-cookies=yes"]).await);
    let stranger = Secret::new(&SystemRandom).reveal();
    for before in ["c=Zoë; ".as_bytes(), b"c=Zo\xE9; ", format!("cim-attempt={stranger}; ").as_bytes()] {
        let cookie = among(before, &ours, b"");
        let again = call(&service, "join_link", &begin(&token), &[&cookie]).await;
        assert_eq!(given(&again), ours, "it is the same attempt: {}", before.escape_ascii());
        let started = call(&service, "load_registration_options", &start(&token), &[&cookie]).await;
        assert_eq!(started.status, StatusCode::OK, "{}: {}", before.escape_ascii(), started.body);
        let reported = call(&service, "report_attempt", r#"{"report":"prompted"}"#, &[&cookie]).await;
        assert_eq!(reported.status, StatusCode::OK, "{}: {}", before.escape_ascii(), reported.body);
        let live = Request::get("/live/attempt").header(header::COOKIE, HeaderValue::from_bytes(&cookie).unwrap());
        let live = service.begin(&Caller::Anonymous, live.body(Body::empty()).unwrap()).await;
        assert_eq!(live.status(), StatusCode::OK, "{}", before.escape_ascii());
        let finished = call(&service, "finish_registration", r#"{"credential":"{}"}"#, &[&cookie]).await;
        assert_eq!(finished.error(), AppError::Ceremony(CeremonyRefusal::Malformed), "{}", before.escape_ascii());
    }
}

#[tokio::test]
async fn a_browser_that_keeps_no_cookies_is_told_so_and_becomes_no_attempt_however_often_it_tries() {
    let service = Service::start().await;
    let token = link(&service).await;
    let opened = call(&service, "look_up_link", &format!(r#"{{"token":"{token}"}}"#), &[]).await;
    assert!(opened.cookies()[0].starts_with("cim-cookies=yes; HttpOnly; SameSite=Strict"), "{:?}", opened.cookies());
    for foreign in [&[][..], &[&b"c=1"[..]]] {
        for _ in 0..40 {
            let begun = call(&service, "join_link", &begin(&token), foreign).await;
            assert_eq!((begun.status, begun.error()), (StatusCode::UNPROCESSABLE_ENTITY, AppError::NoCookies));
            assert!(begun.cookies()[0].starts_with("cim-cookies=yes"), "it can try again straight away");
        }
    }
    let begun = call(&service, "join_link", &begin(&token), &[b"cim-cookies=yes"]).await;
    assert_eq!(begun.status, StatusCode::OK, "others can still begin: {}", begun.body);
    let opened = call(&service, "look_up_link", &format!(r#"{{"token":"{token}"}}"#), &[b"cim-cookies=yes"]).await;
    assert_eq!(opened.cookies(), Vec::<&str>::new());
}

#[tokio::test]
async fn the_agent_sees_that_a_browser_keeps_no_cookies() {
    let service = Service::start().await;
    let token = link(&service).await;
    call(&service, "join_link", &begin(&token), &[]).await;
    let secret = Secret::parse(&token).unwrap();
    let opening = service.opening(&secret).await.unwrap();
    assert!(opening.contains(r#""cookies":false"#), "{opening}");
}

#[tokio::test]
async fn whoever_sends_none_of_our_cookies_back_is_told_of_that_and_whoever_sends_another_is_not() {
    let service = Service::start().await;
    let token = link(&service).await;
    for (function, arguments) in [
        ("load_registration_options", start(&token)),
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
    let unknown = call(&service, "load_registration_options", &start("x"), &[]).await;
    assert_eq!(unknown.error(), AppError::LinkUnknown, "of a link that is of no use, that is said first");
    let unknown = call(&service, "join_link", &begin("x"), &[]).await;
    assert_eq!(unknown.error(), AppError::LinkUnknown);
}

#[tokio::test]
async fn a_cookie_that_is_taken_away_leaves_one_that_shows_that_cookies_are_kept() {
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
