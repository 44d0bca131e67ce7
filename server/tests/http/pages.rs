//! The HTML documents of the pages.

use crate::support::{Caller, PLAIN_USER, RA_MANAGER, Service};
use axum::body::Body;
use http::{Request, StatusCode, header};
use server::http::LiveLimits;

#[tokio::test]
async fn every_page_redirects_a_client_that_is_not_signed_in_to_the_sign_in_page() {
    let service = Service::start().await;
    for (path, next) in [
        ("/", ""),
        ("/users/555200000021", "?next=/users/555200000021"),
        ("/users/555200000021/history?before=40", "?next=/users/555200000021/history?before=40"),
        ("/users/555200000021/authenticators/issue/passkey", "?next=/users/555200000021/authenticators/issue/passkey"),
        ("/users/%2f%2fevil.example", ""),
    ] {
        let answer = service.get(&Caller::Anonymous, path).await;
        let location = ["/sign-in", next].concat();
        assert_eq!((answer.status, answer.header("location")), (StatusCode::FOUND, &*location), "{path}");
    }
}

#[tokio::test]
async fn a_person_who_is_signed_in_is_led_from_the_sign_in_page_to_where_they_were_going_and_to_no_other_site() {
    let service = Service::start().await;
    let manager = service.signed_in(RA_MANAGER).await;
    for (next, location) in [
        ("", "/"),
        ("?next=/users/555200000021/authenticators", "/users/555200000021/authenticators"),
        ("?next=%2Fusers%2F555200000021", "/users/555200000021"),
        ("?next=//evil.example", "/"),
        ("?next=/%5Cevil.example", "/"),
        ("?next=%2F%2Fevil.example", "/"),
        ("?next=https://evil.example", "/"),
        ("?next=https:evil.example", "/"),
        ("?next=%09//evil.example", "/"),
        ("?next=javascript:alert(1)", "/"),
        ("?next=/users/555200000021%0d%0aset-cookie:a=b", "/"),
    ] {
        let answer = service.get(&manager, &["/sign-in", next].concat()).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::FOUND, location), "{next}");
    }
}

#[tokio::test]
async fn a_person_can_sign_out_in_a_browser_that_does_not_say_from_which_site_a_request_comes() {
    let service = Service::start().await;
    for (origin, status) in [
        ("http://localhost:3000", StatusCode::FOUND),
        ("https://evil.example", StatusCode::FORBIDDEN),
        ("http://localhost:1", StatusCode::FORBIDDEN),
        ("null", StatusCode::FORBIDDEN),
    ] {
        let form = Request::post("/api/sign_out")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "text/html")
            .header(header::ORIGIN, origin);
        let answer = service.send(&Caller::Anonymous, form.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, status, "{origin}");
    }
    // This policy makes the browser send the origin of the page with the form.
    let manager = service.signed_in(RA_MANAGER).await;
    for path in ["/", "/users/555200000021", "/nowhere"] {
        assert_eq!(service.get(&manager, path).await.header("referrer-policy"), "same-origin", "{path}");
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
        let referrer = if ["/register", "/test"].contains(&path) { "no-referrer" } else { "same-origin" };
        assert_eq!(answer.header("referrer-policy"), referrer, "{path}");
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
async fn the_registration_page_is_at_what_mail_gateways_make_of_its_address_too() {
    let service = Service::start().await;
    let token = "DYvXpIhs6x04VX6Bprz-nB3yTz7_M0HqSdAw2bJkLmc";
    for path in ["/register/", "/Register", "/REGISTER", "/register.", "/register%20", "/register/?a=b"]
        .map(str::to_owned)
        .into_iter()
        .chain([format!("/register%23{token}"), format!("/Register/{token}")])
    {
        let page = service.get(&Caller::Anonymous, &path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.body.contains("Register your authenticator"), "{path}");
        assert!(!page.body.contains(token), "the page does not repeat the token");
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
    }
    for path in ["/registe", "/re/gister", "/x/register"] {
        assert_eq!(service.get(&Caller::Anonymous, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
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
    let link = r#"{"unique_user_id":"555200000008","kind":"passkey","meeting":"video","minutes":30,"identity":{"why":"another","how":["passport"]}}"#;
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

#[tokio::test]
async fn the_registration_page_says_whom_to_contact_when_the_operator_has_said_so() {
    let help = "Need help? Ask your RA agent, or contact <!>the RA team, 0113 496 0000<!>.";
    let mail = [
        ("CIM_SMTP_URL", "smtp://localhost"),
        ("CIM_MAIL_FROM", "care@example.nhs.uk"),
        ("CIM_MAIL_CONTACT", "the RA team, 0113 496 0000"),
    ];
    for (settings, shown) in [(&mail[..], true), (&[], false)] {
        let settings = [&[("CIM_ORIGIN", "http://localhost:3000")], settings].concat();
        let service = Service::configured(&settings, LiveLimits::default()).await;
        for path in ["/register", "/Register/"] {
            let page = service.get(&Caller::Anonymous, path).await;
            assert_eq!(page.body.contains(help), shown, "{path}: {}", page.body);
        }
    }
}
