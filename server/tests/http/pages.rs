//! The HTML documents of the pages.

use crate::support::{Caller, PLAIN_USER, RA_MANAGER, Service};
use http::StatusCode;

#[tokio::test]
async fn every_page_redirects_a_client_that_is_not_signed_in_to_the_sign_in_page() {
    let service = Service::start().await;
    for path in ["/", "/users/555200000021", "/users/555200000021/authenticators/issue/passkey"] {
        let answer = service.get(&Caller::Anonymous, path).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::FOUND, "/sign-in"), "{path}");
    }
}

#[tokio::test]
async fn every_document_has_a_strict_content_security_policy_and_scripts_with_its_nonce() {
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
async fn the_registration_page_has_its_text_and_style_before_the_wasm_is_loaded() {
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
async fn an_unknown_address_gives_a_404_page_with_an_explanation() {
    let service = Service::start().await;
    let answer = service.get(&Caller::Anonymous, "/nowhere").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.contains("Page not found"));
    let manager = service.signed_in(RA_MANAGER).await;
    let nobody = service.get(&manager, "/users/000000000000").await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_profile_is_complete_before_the_wasm_is_loaded() {
    let service = Service::start().await;
    let manager = service.signed_in(RA_MANAGER).await;
    let page = service.get(&manager, "/users/555200000008/authenticators").await;
    assert_eq!(page.status, StatusCode::OK);
    for text in ["Sarah Jones", "17 May 1988", "Issue other authenticator", "Sign out"] {
        assert!(page.body.contains(text), "{text} is missing: {}", page.body);
    }
}

#[tokio::test]
async fn a_page_that_the_user_may_not_see_has_the_status_of_a_refusal() {
    let service = Service::start().await;
    let user = service.signed_in(PLAIN_USER).await;
    let page = service.get(&user, "/users/555200000008").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(!page.body.contains("Sarah"));
}

/// The number of entries on a page of the history, and the targets of its links to newer and older entries.
async fn history_page(service: &Service, caller: &Caller, path: &str) -> (usize, Option<String>, Option<String>) {
    let page = service.get(caller, path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
    let entries = page.body.matches("class=\"app-history__entry\"").count();
    let link = |rel: &str| {
        let (before, _) = page.body.split_once(&format!("rel=\"{rel}\""))?;
        let (_, href) = before.rsplit_once("href=\"")?;
        Some(href.split('"').next().unwrap().to_owned())
    };
    (entries, link("prev"), link("next"))
}

#[tokio::test]
async fn the_pages_of_a_history_are_linked_without_wasm() {
    const HISTORY: &str = "/users/555200000008/history";
    let service = Service::start().await;
    let manager = service.signed_in(RA_MANAGER).await;
    assert_eq!(history_page(&service, &manager, HISTORY).await, (0, None, None));
    let link = r#"{"unique_user_id":"555200000008","kind":"passkey","meeting":"video","minutes":30}"#;
    for _ in 0..101 {
        assert_eq!(service.call(&manager, "generate_link", link).await.status, StatusCode::OK);
    }
    let (entries, newer, second) = history_page(&service, &manager, HISTORY).await;
    assert_eq!((entries, newer), (50, None));
    let second = second.unwrap();
    assert!(second.starts_with("/users/555200000008/history?before="), "{second}");
    let (entries, newer, third) = history_page(&service, &manager, &second).await;
    assert_eq!((entries, newer.as_deref()), (50, Some(HISTORY)));
    assert_eq!(history_page(&service, &manager, &third.unwrap()).await, (1, Some(second.clone()), None));
    // A cursor that is not a number gives the first page.
    for query in ["?before=", "?before=x", "?before=99999999999999999999"] {
        let first = history_page(&service, &manager, &[HISTORY, query].concat()).await;
        assert_eq!(first, (50, None, Some(second.clone())), "{query}");
    }
    let nothing = service.get(&manager, &[HISTORY, "?before=-1"].concat()).await;
    assert!(nothing.body.contains("There are no older entries.") && nothing.body.contains("Newer"), "{}", nothing.body);
}

#[tokio::test]
async fn the_server_function_refuses_a_cursor_that_is_not_a_number() {
    let service = Service::start().await;
    let manager = service.signed_in(RA_MANAGER).await;
    for (before, status) in [("null", 200), ("7", 200), ("\"7\"", 400), ("1.5", 400)] {
        let arguments = format!(r#"{{"unique_user_id":"555200000008","before":{before}}}"#);
        assert_eq!(service.call(&manager, "view_history", &arguments).await.status, status, "{before}");
    }
}
