//! `/api/…`: every server function is public to any client that reaches the server, so each must check permissions itself.

use crate::support::{Caller, OTHER_USER, PLAIN_USER, RA_MANAGER, SPONSOR, Service, role_refusal, roles};
use axum::body::Body;
use chrono::TimeDelta;
use http::{Request, StatusCode, header};
use model::{Activity, AppError, Refusal, StaffRole};

const USER: &str = r#"{"unique_user_id":"555200000021"}"#;
const LINK: &str = r#"{"unique_user_id":"555200000021","link":"00000000-0000-0000-0000-000000000003"}"#;

/// Every server function with valid arguments, and the status for a client that is not signed in.
const FUNCTIONS: [(&str, &str, u16); 22] = [
    (
        "admit_attempt",
        r#"{"unique_user_id":"555200000021","link":"00000000-0000-0000-0000-000000000003","code":"1"}"#,
        401,
    ),
    ("cancel_link", LINK, 401),
    ("email_link", r#"{"unique_user_id":"555200000021","token":"x"}"#, 401),
    (
        "find_users",
        r#"{"search":{"unique_user_id":"","email":"","first_name":"","last_name":"a","birth_day":"","birth_month":"","birth_year":""}}"#,
        401,
    ),
    ("finish_registration", r#"{"credential":"{}"}"#, 422),
    ("finish_sign_in", r#"{"credential":"{}"}"#, 422),
    ("finish_test", r#"{"credential":"{}"}"#, 422),
    ("generate_link", r#"{"unique_user_id":"555200000021","kind":"passkey","meeting":"video","minutes":30}"#, 401),
    ("join_link", r#"{"token":"x","preflight":null}"#, 404),
    ("list_authenticators", USER, 401),
    ("load_registration_options", r#"{"token":"x","choice":{"place":"any","without_attestation":false}}"#, 404),
    ("load_sign_in_options", "{}", 200),
    ("load_test_options", "{}", 200),
    ("look_up_link", r#"{"token":"x"}"#, 404),
    (
        "remove_authenticator",
        r#"{"unique_user_id":"555200000021","authenticator_id":"00000000-0000-0000-0000-000000000002","confirmed":true}"#,
        401,
    ),
    ("report_attempt", r#"{"report":"prompted"}"#, 404),
    (
        "report_visit",
        r#"{"token":"x","preflight":{"device":"iphone","browser":"safari","secure_context":true,"webauthn":true,"platform_authenticator":true,"hybrid":null}}"#,
        404,
    ),
    ("sign_out", "", 302),
    ("view_history", USER, 401),
    ("view_profile", USER, 401),
    ("watch_link", LINK, 401),
    ("who_am_i", "{}", 200),
];

/// Valid arguments of the server function `name`.
fn arguments(name: &str) -> &'static str {
    FUNCTIONS.iter().find(|(function, ..)| *function == name).unwrap().1
}

#[tokio::test]
async fn the_list_above_has_every_server_function() {
    let mut paths: Vec<String> = server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    paths.sort();
    let listed: Vec<String> = FUNCTIONS.iter().map(|(name, ..)| format!("/api/{name}")).collect();
    assert_eq!(paths, listed);
}

#[tokio::test]
async fn a_client_that_is_not_signed_in_can_call_only_public_functions() {
    let service = Service::start().await;
    for (name, arguments, status) in FUNCTIONS.into_iter().filter(|(name, ..)| *name != "sign_out") {
        let answer = service.call(&Caller::Anonymous, name, arguments).await;
        assert_eq!(answer.status, status, "{name}: {}", answer.body);
        assert_eq!(answer.header("cache-control"), "no-store", "{name}");
        if status == 401 {
            assert_eq!(answer.error(), AppError::SignedOut, "{name}");
        }
    }
}

#[tokio::test]
async fn a_user_without_a_role_sees_only_their_own_profile() {
    let service = Service::start().await;
    assert_eq!(roles(&service, PLAIN_USER).await, []);
    let user = service.signed_in(PLAIN_USER).await;
    let own = service.call(&user, "view_profile", &format!(r#"{{"unique_user_id":"{PLAIN_USER}"}}"#)).await;
    assert_eq!(own.status, StatusCode::OK, "{}", own.body);
    let other = service.call(&user, "view_profile", &format!(r#"{{"unique_user_id":"{OTHER_USER}"}}"#)).await;
    assert_eq!((other.status, other.error()), (StatusCode::FORBIDDEN, role_refusal(Activity::ViewUsers)));
    let nobody = service.call(&user, "view_profile", r#"{"unique_user_id":"000000000000"}"#).await;
    assert_eq!(nobody.error(), role_refusal(Activity::ViewUsers), "they may not learn who exists");
}

#[tokio::test]
async fn the_server_refuses_a_sponsor_whatever_the_pages_hide() {
    let service = Service::start().await;
    assert_eq!(roles(&service, SPONSOR).await, [StaffRole::Sponsor]);
    let sponsor = service.signed_in(SPONSOR).await;
    for (name, activity, audited) in [
        ("admit_attempt", Activity::IssueAuthenticator, "admit-attempt"),
        ("cancel_link", Activity::IssueAuthenticator, "cancel-link"),
        ("email_link", Activity::IssueAuthenticator, "email-link"),
        ("generate_link", Activity::IssueAuthenticator, "generate-link"),
        ("remove_authenticator", Activity::RemoveAuthenticator, "remove-authenticator"),
        ("view_history", Activity::ViewHistory, "view-history"),
        ("watch_link", Activity::IssueAuthenticator, "watch-link"),
    ] {
        let arguments = arguments(name);
        let answer = service.call(&sponsor, name, arguments).await;
        assert_eq!((answer.status, answer.error()), (StatusCode::FORBIDDEN, role_refusal(activity)), "{name}");
        assert_eq!(service.last_audited().await, (audited.to_owned(), "refused".to_owned()), "{name}");
    }
}

#[tokio::test]
async fn a_page_that_watches_on_its_own_does_not_keep_the_session_alive() {
    let service = Service::start().await;
    let manager = service.signed_in(RA_MANAGER).await;
    let long_ago = service.domain.now() - TimeDelta::minutes(5);
    service.last_seen(Some(long_ago)).await;
    let before = service.last_seen(None).await;
    assert_eq!(service.call(&manager, "watch_link", LINK).await.error(), AppError::NotFound, "they are signed in");
    assert_eq!(service.last_seen(None).await, before);
    assert_eq!(service.call(&manager, "view_profile", USER).await.status, StatusCode::OK);
    assert!(service.last_seen(None).await > before);
}

#[tokio::test]
async fn an_agent_cannot_issue_to_themselves() {
    let service = Service::start().await;
    let manager = service.signed_in(RA_MANAGER).await;
    let arguments = format!(r#"{{"unique_user_id":"{RA_MANAGER}","kind":"passkey","meeting":"video"}}"#);
    let answer = service.call(&manager, "generate_link", &arguments).await;
    assert_eq!(answer.error(), AppError::Refused(Refusal::Yourself));
}

#[tokio::test]
async fn an_unconfirmed_removal_is_refused() {
    let service = Service::start().await;
    let manager = service.signed_in(RA_MANAGER).await;
    let arguments = arguments("remove_authenticator").replace("true", "false");
    let answer = service.call(&manager, "remove_authenticator", &arguments).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(matches!(answer.error(), AppError::Invalid(faults) if faults[0].field == "confirmed"));
}

#[tokio::test]
async fn malformed_arguments_are_a_bad_request_and_no_server_error() {
    let service = Service::start().await;
    for arguments in ["", "{", "[]", "{}", r#"{"unique_user_id":"../../etc"}"#] {
        let answer = service.call(&Caller::Anonymous, "view_profile", arguments).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{arguments}: {}", answer.body);
        assert!(matches!(answer.error(), AppError::Invalid(_)), "{arguments}");
    }
}

#[tokio::test]
async fn an_unavailable_database_gives_a_typed_error_with_status_503() {
    let service = Service::start().await;
    let manager = service.signed_in(RA_MANAGER).await;
    service.domain.db().clone().close().await.unwrap();
    let answer = service.call(&manager, "view_profile", USER).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(matches!(answer.error(), AppError::Logged { error, .. } if *error == AppError::Unavailable));
    let page = service.get(&manager, "/").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(service.get(&Caller::Anonymous, "/health/ready").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(service.get(&Caller::Anonymous, "/health/live").await.status, StatusCode::OK);
}

#[tokio::test]
async fn requests_from_another_site_or_with_another_content_type_are_refused() {
    let service = Service::start().await;
    let manager = service.signed_in(RA_MANAGER).await;
    for (site, origin, type_, status) in [
        ("cross-site", "https://evil.example", "application/json", StatusCode::FORBIDDEN),
        ("same-site", "http://localhost:9", "application/json", StatusCode::FORBIDDEN),
        ("same-origin", "http://localhost:3000", "text/plain", StatusCode::UNSUPPORTED_MEDIA_TYPE),
        ("same-origin", "http://localhost:3000", "multipart/form-data; boundary=x", StatusCode::UNSUPPORTED_MEDIA_TYPE),
        ("same-origin", "http://localhost:3000", "application/json", StatusCode::OK),
    ] {
        let request = Request::post("/api/view_profile")
            .header(header::HOST, "localhost:3000")
            .header(header::ORIGIN, origin)
            .header("sec-fetch-site", site)
            .header(header::CONTENT_TYPE, type_)
            .body(Body::from(USER))
            .unwrap();
        let answer = service.send(&manager, request).await;
        assert_eq!(answer.status, status, "{site} {origin} {type_}: {}", answer.body);
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_and_deletes_the_cookie() {
    let service = Service::start().await;
    let manager = service.signed_in(RA_MANAGER).await;
    let form = || {
        Request::post("/api/sign_out")
            .header(header::ACCEPT, "text/html")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::empty())
            .unwrap()
    };
    let answer = service.send(&manager, form()).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::FOUND, "/sign-in"));
    assert!(answer.header("set-cookie").starts_with("cim-session=; "), "{}", answer.header("set-cookie"));
    assert_eq!(service.call(&manager, "view_profile", USER).await.status, StatusCode::UNAUTHORIZED);
    let again = service.send(&Caller::Anonymous, form()).await;
    assert_eq!((again.status, again.header("location")), (StatusCode::FOUND, "/sign-in"));
}

#[tokio::test]
async fn cookies_are_hidden_from_scripts_and_not_sent_by_other_sites() {
    let service = Service::start().await;
    let answer = service.call(&Caller::Anonymous, "load_sign_in_options", "{}").await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("cim-sign-in=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"));
}
