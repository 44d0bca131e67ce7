//! *Test your authenticator*: its page, and the cookie that ties a test to its browser.

use crate::support::{Answer, Caller, RA_MANAGER, Service};
use axum::body::Body;
use http::{Request, StatusCode, header};
use model::{AppError, CeremonyRefusal};
use serde_json::{Value, json};

/// The cookie of a test, as it was set: its name, its value and its attributes.
fn test_cookie(answer: &Answer) -> (String, String, Vec<String>) {
    let cookies = answer.cookies();
    assert_eq!(cookies.len(), 1, "{cookies:?}");
    let mut parts = cookies[0].split("; ").map(str::to_owned);
    let (name, value) =
        parts.next().unwrap().split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned())).unwrap();
    let mut attributes: Vec<_> = parts.collect();
    attributes.sort();
    (name, value, attributes)
}

#[tokio::test]
async fn the_page_has_its_own_text_and_style_before_the_wasm_is_loaded() {
    let service = Service::start().await;
    let page = service.get(&Caller::Anonymous, "/test").await;
    assert_eq!(page.status, StatusCode::OK);
    let at = |text: &str| page.body.find(text).unwrap_or_else(|| panic!("{text} is missing: {}", page.body));
    assert!(at("/pkg/registration_stylesheet.abc") < at("/pkg/registration_wasm.abc"));
    at("<title>Test your authenticator");
    at("You will not be signed in to anything");
    at("<noscript>");
    assert!(!page.body.contains("agents_"), "the agents' application is not for users");
    assert!(!page.body.contains("Register your authenticator"));
}

#[tokio::test]
async fn the_page_is_served_with_or_without_a_session_and_sets_no_cookie() {
    let service = Service::start().await;
    let manager = service.signed_in(RA_MANAGER).await;
    for caller in [&Caller::Anonymous, &manager] {
        let page = service.get(caller, "/test").await;
        assert_eq!((page.status, page.cookies()), (StatusCode::OK, vec![]));
        assert_eq!(page.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn starting_a_test_sets_a_cookie_that_no_script_or_other_site_can_use() {
    for (origin, name, secure) in
        [("http://localhost:3000", "cim-test", false), ("https://care-identity.example", "__Host-cim-test", true)]
    {
        let service = Service::start_at(origin).await;
        let answer = service.call(&Caller::Anonymous, "load_test_options", "{}").await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let (set, value, attributes) = test_cookie(&answer);
        let expected = ["HttpOnly", "Path=/", "SameSite=Strict", "Secure"];
        assert_eq!(
            (set.as_str(), attributes),
            (name, expected[..3 + usize::from(secure)].iter().map(ToString::to_string).collect())
        );
        let (_, seal) = value.split_once('.').unwrap();
        assert_eq!(seal.len(), 43, "256 bits");
        assert!(!answer.body.contains(seal), "the page does not get to know it");
        let again = service.call(&Caller::Anonymous, "load_test_options", "{}").await;
        assert_ne!(test_cookie(&again).1, value);
    }
}

#[tokio::test]
async fn a_test_does_not_change_the_session_of_the_signed_in_user() {
    let service = Service::start().await;
    let manager = service.signed_in(RA_MANAGER).await;
    let started = service.call(&manager, "load_test_options", "{}").await;
    assert_eq!(test_cookie(&started).0, "cim-test");
    let refused = service.call(&manager, "finish_test", r#"{"credential":"{}"}"#).await;
    assert_eq!((refused.status, refused.cookies()), (StatusCode::UNPROCESSABLE_ENTITY, vec![]));
    assert_eq!(service.get(&manager, "/users/555200000008").await.status, StatusCode::OK);
}

/// RFC 4648, section 5, without padding.
fn base64url(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits = |group: &[u8]| group.iter().chain([&0; 2]).take(3).fold(0, |bits, byte| bits << 8 | usize::from(*byte));
    let digits = |group: &[u8]| {
        let (bits, count) = (bits(group), group.len() + 1);
        (0..count).map(move |digit| char::from(ALPHABET[bits >> (18 - 6 * digit) & 63]))
    };
    bytes.chunks(3).flat_map(digits).collect()
}

/// A response to `challenge` that passes the check of the cookie. Its signature is invalid.
fn response_to(challenge: &str) -> Value {
    let client_data = json!({ "type": "webauthn.get", "challenge": challenge, "origin": "http://localhost:3000", "crossOrigin": false });
    json!({
        "id": "AAAAAAAAAAAAAAAAAAAAAA", "rawId": "AAAAAAAAAAAAAAAAAAAAAA", "type": "public-key", "clientExtensionResults": {},
        "response": {
            "clientDataJSON": base64url(client_data.to_string().as_bytes()),
            "authenticatorData": base64url(&[0; 37]),
            "signature": "AAAA",
            "userHandle": "AAAAAAAAAAAAAAAAAAAAAA",
        },
    })
}

#[tokio::test]
async fn a_test_is_finished_with_its_own_cookie_and_not_with_the_cookie_of_a_sign_in() {
    let service = Service::start().await;
    let started = service.call(&Caller::Anonymous, "load_test_options", "{}").await;
    let (_, secret, _) = test_cookie(&started);
    let options: Value = serde_json::from_str(&serde_json::from_str::<String>(&started.body).unwrap()).unwrap();
    let credential = response_to(options["publicKey"]["challenge"].as_str().unwrap()).to_string();
    for (cookie, fault) in [
        ("cim-cookies=yes".to_owned(), CeremonyRefusal::ChallengeGone),
        (format!("cim-sign-in={secret}"), CeremonyRefusal::ChallengeGone),
        (format!("cim-attempt={secret}; cim-session={secret}"), CeremonyRefusal::ChallengeGone),
        // The challenge was accepted: the refusal now is that the credential is not registered.
        (format!("cim-sign-in=x; cim-test={secret}"), CeremonyRefusal::NotRegistered),
    ] {
        let request = Request::post("/api/finish_test")
            .header(header::CONTENT_TYPE, "application/json")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, &cookie)
            .body(Body::from(json!({ "credential": credential }).to_string()))
            .unwrap();
        let answer = service.send(&Caller::Anonymous, request).await;
        assert_eq!(answer.error().refusal().0, AppError::Ceremony(fault), "{cookie}");
    }
}
