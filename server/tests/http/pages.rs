//! The pages, as documents.

use crate::support::{Caller, PLAIN_USER, RA_MANAGER, Service};
use http::StatusCode;

#[tokio::test]
async fn every_page_leads_to_sign_in_whoever_is_not_signed_in() {
    let service = Service::start().await;
    for path in ["/", "/users/555200000021", "/users/555200000021/authenticators/issue/passkey"] {
        let answer = service.get(&Caller::Anonymous, path).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::FOUND, "/sign-in"), "{path}");
    }
}

#[tokio::test]
async fn every_document_has_a_strict_policy_and_its_scripts_carry_the_nonce() {
    let service = Service::start().await;
    for path in ["/sign-in", "/register", "/test", "/nowhere"] {
        let answer = service.get(&Caller::Anonymous, path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe-inline"), "{path}: {policy}");
        let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap();
        let (scripts, with_nonce) =
            (answer.body.matches("<script").count(), answer.body.matches(&format!("nonce=\"{nonce}\"")).count());
        assert!(scripts > 0 && with_nonce >= scripts, "{path}: {scripts} scripts, {with_nonce} nonces");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        let again = service.get(&Caller::Anonymous, path).await;
        assert_ne!(again.header("content-security-policy"), policy, "a nonce is used once");
    }
}

#[tokio::test]
async fn the_registration_page_has_its_words_and_its_style_before_its_wasm() {
    let service = Service::start().await;
    let page = service.get(&Caller::Anonymous, "/register").await;
    assert_eq!(page.status, StatusCode::OK);
    let at = |text: &str| page.body.find(text).unwrap_or_else(|| panic!("{text} is missing: {}", page.body));
    assert!(at("/pkg/registration_stylesheet.abc") < at("/pkg/registration_wasm.abc"));
    at("Register your authenticator");
    at("<noscript>");
    assert!(!page.body.contains("agents_wasm"), "the agents' application is not for users");
}

#[tokio::test]
async fn an_address_that_leads_nowhere_is_a_404_in_words() {
    let service = Service::start().await;
    let answer = service.get(&Caller::Anonymous, "/nowhere").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.contains("Page not found"));
    let manager = service.signed_in(RA_MANAGER).await;
    let nobody = service.get(&manager, "/users/000000000000").await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_profile_is_complete_before_any_wasm_arrives() {
    let service = Service::start().await;
    let manager = service.signed_in(RA_MANAGER).await;
    let page = service.get(&manager, "/users/555200000008/authenticators").await;
    assert_eq!(page.status, StatusCode::OK);
    for text in ["Sarah Jones", "17 May 1988", "Issue other authenticator", "Sign out"] {
        assert!(page.body.contains(text), "{text} is missing: {}", page.body);
    }
}

#[tokio::test]
async fn a_page_that_is_not_theirs_is_refused_with_its_status() {
    let service = Service::start().await;
    let user = service.signed_in(PLAIN_USER).await;
    let page = service.get(&user, "/users/555200000008").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(!page.body.contains("Sarah"));
}
