//! `/api/…`: every server function is public to any client that reaches the server, so each must check permissions itself.

use crate::support::{ADVANCED, Caller, OTHER_USER, PLAIN_USER, RA_MANAGER, SPONSOR, Service, role_refusal, roles};
use axum::body::Body;
use chrono::TimeDelta;
use http::{Request, StatusCode, header};
use model::{Activity, AppError, Refusal, SessionLeft, StaffRole};

const USER: &str = r#"{"unique_user_id":"555200000021"}"#;
const ROLE: &str =
    r#"{"unique_user_id":"555200000002","role":"ra_agent_advanced","ods_code":"QRN","reason":"No longer needed"}"#;
const VIEWED_ROLE: &str = r#"{"unique_user_id":"555200000002","role":"ra_agent_advanced","ods_code":"QRN"}"#;
const LINK: &str = r#"{"unique_user_id":"555200000021","link":"00000000-0000-0000-0000-000000000003"}"#;

const CREATE: &str = r#"{"details":{"first_name":"","last_name":"Jones","email":"a@b.example","birth_day":"1","birth_month":"2","birth_year":"1980","ods_code":"RX1"},"someone_else":{"users":[],"beyond":null}}"#;
const CHANGE: &str = r#"{"unique_user_id":"555200000021","loaded":{"first_name":"","last_name":"Jones","email":"a@b.example","birth_day":"1","birth_month":"2","birth_year":"1980","ods_code":"RX1"},"details":{"first_name":"","last_name":"Jones","email":"a@b.example","birth_day":"1","birth_month":"2","birth_year":"1980","ods_code":"RX1"},"reason":"x"}"#;
/// Every server function with valid arguments, and the status for a client that is not signed in.
const FUNCTIONS: [(&str, &str, u16); 46] = [
    ("add_organisation", r#"{"ods_code":"FK999","name":"New","parent":"QRN"}"#, 401),
    (
        "admit_attempt",
        r#"{"unique_user_id":"555200000021","link":"00000000-0000-0000-0000-000000000003","code":"1"}"#,
        401,
    ),
    ("cancel_link", LINK, 401),
    ("change_details", CHANGE, 401),
    ("change_organisation", r#"{"ods_code":"FK772","name":"New","parent":"QRN","reason":"Moved"}"#, 401),
    ("close_organisation", r#"{"ods_code":"FK772","reason":"Merged"}"#, 401),
    ("close_profile", r#"{"unique_user_id":"555200000021","because":"left","duplicate_of":"","note":""}"#, 401),
    (
        "confirm_authenticator",
        r#"{"unique_user_id":"555200000021","authenticator_id":"00000000-0000-0000-0000-000000000002","checked":true}"#,
        401,
    ),
    ("create_user", CREATE, 401),
    ("email_link", r#"{"unique_user_id":"555200000021","token":"x"}"#, 401),
    (
        "find_users",
        r#"{"search":{"unique_user_id":"","email":"","first_name":"","last_name":"a","birth_day":"","birth_month":"","birth_year":""}}"#,
        401,
    ),
    ("finish_registration", r#"{"credential":"{}"}"#, 422),
    ("finish_sign_in", r#"{"credential":"{}"}"#, 422),
    ("finish_test", r#"{"credential":"{}"}"#, 422),
    (
        "generate_link",
        r#"{"unique_user_id":"555200000021","kind":"passkey","meeting":"video","minutes":30,"identity":{"why":"another","how":["passport"]}}"#,
        401,
    ),
    ("grant_role", r#"{"unique_user_id":"555200000021","role":"sponsor","ods_code":"QRN","reason":"Needed"}"#, 401),
    ("join_link", r#"{"token":"x","preflight":null}"#, 404),
    ("list_authenticators", USER, 401),
    ("list_organisations", r#"{"after":null}"#, 401),
    ("list_own_links", "{}", 401),
    ("list_places", "{}", 401),
    ("list_roles", r#"{"wanted":{"role":null,"ods_code":"","after":""}}"#, 401),
    ("list_viewed_users", "{}", 401),
    ("load_details", USER, 401),
    ("load_registration_options", r#"{"token":"x","choice":{"place":"any","without_attestation":false}}"#, 404),
    ("load_sign_in_options", "{}", 200),
    ("load_test_options", "{}", 200),
    ("look_up_link", r#"{"token":"x"}"#, 404),
    (
        "reinstate_authenticator",
        r#"{"unique_user_id":"555200000021","authenticator_id":"00000000-0000-0000-0000-000000000002","reason":"Found"}"#,
        401,
    ),
    (
        "remove_authenticator",
        r#"{"unique_user_id":"555200000021","authenticator_id":"00000000-0000-0000-0000-000000000002","reason":"lost","note":"","confirmed":true}"#,
        401,
    ),
    ("reopen_organisation", r#"{"ods_code":"FK772","reason":"Split again"}"#, 401),
    ("reopen_profile", r#"{"unique_user_id":"555200000021","reason":"Came back"}"#, 401),
    ("report_attempt", r#"{"report":"prompted"}"#, 404),
    ("report_not_started", r#"{"token":"x","web_assembly":false,"touch_points":0}"#, 404),
    (
        "report_visit",
        r#"{"token":"x","preflight":{"device":"iphone","browser":"safari","secure_context":true,"webauthn":true,"platform_authenticator":true,"hybrid":null}}"#,
        404,
    ),
    ("revoke_role", ROLE, 401),
    ("sign_out", "", 302),
    (
        "suspend_authenticator",
        r#"{"unique_user_id":"555200000021","authenticator_id":"00000000-0000-0000-0000-000000000002"}"#,
        401,
    ),
    ("time_left", r#"{"stay":false}"#, 200),
    ("view_history", USER, 401),
    ("view_organisation", r#"{"ods_code":"FK772"}"#, 401),
    ("view_profile", USER, 401),
    ("view_role", VIEWED_ROLE, 401),
    ("view_roles", USER, 401),
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
        ("add_organisation", Activity::Administer, "add-organisation"),
        ("admit_attempt", Activity::IssueAuthenticator, "admit-attempt"),
        ("cancel_link", Activity::IssueAuthenticator, "cancel-link"),
        ("change_details", Activity::ChangeDetails, "change-details"),
        ("create_user", Activity::ChangeDetails, "create-user"),
        ("change_organisation", Activity::Administer, "change-organisation"),
        ("close_organisation", Activity::Administer, "close-organisation"),
        ("confirm_authenticator", Activity::Administer, "confirm-authenticator"),
        ("close_profile", Activity::RemoveAuthenticator, "close-profile"),
        ("email_link", Activity::IssueAuthenticator, "email-link"),
        ("generate_link", Activity::IssueAuthenticator, "generate-link"),
        ("grant_role", Activity::Administer, "grant-role"),
        ("list_organisations", Activity::Administer, "view-organisations"),
        ("list_roles", Activity::Administer, "view-roles"),
        ("list_own_links", Activity::IssueAuthenticator, "watch-link"),
        ("reinstate_authenticator", Activity::RemoveAuthenticator, "reinstate-authenticator"),
        ("remove_authenticator", Activity::RemoveAuthenticator, "remove-authenticator"),
        ("reopen_organisation", Activity::Administer, "reopen-organisation"),
        ("reopen_profile", Activity::RemoveAuthenticator, "reopen-profile"),
        ("revoke_role", Activity::Administer, "revoke-role"),
        ("suspend_authenticator", Activity::RemoveAuthenticator, "suspend-authenticator"),
        ("view_history", Activity::ViewHistory, "view-history"),
        ("watch_link", Activity::IssueAuthenticator, "watch-link"),
    ] {
        let arguments = arguments(name);
        let answer = service.call(&sponsor, name, arguments).await;
        assert_eq!((answer.status, answer.error()), (StatusCode::FORBIDDEN, role_refusal(activity)), "{name}");
        assert_eq!(service.last_audited().await, (audited.to_owned(), "refused".to_owned()), "{name}");
    }
    // The audit log counts these with the refusals above.
    for name in ["view_organisation", "view_role"] {
        let answer = service.call(&sponsor, name, arguments(name)).await;
        let refused = role_refusal(Activity::Administer);
        assert_eq!((answer.status, answer.error()), (StatusCode::FORBIDDEN, refused), "{name}");
    }
}

#[tokio::test]
async fn a_session_that_was_opened_before_has_a_role_from_its_grant_and_not_beyond_its_end() {
    let service = Service::start().await;
    let (manager, agent) = (service.signed_in(RA_MANAGER).await, service.signed_in(ADVANCED).await);
    assert_eq!(service.call(&agent, "view_profile", USER).await.status, StatusCode::OK);
    let revoked = service.call(&manager, "revoke_role", ROLE).await;
    assert_eq!(revoked.status, StatusCode::OK, "{}", revoked.body);
    let refused = service.call(&agent, "view_profile", USER).await;
    assert_eq!((refused.status, refused.error()), (StatusCode::FORBIDDEN, role_refusal(Activity::ViewUsers)));
    let granted = service.call(&manager, "grant_role", ROLE).await;
    assert_eq!(granted.status, StatusCode::OK, "{}", granted.body);
    assert_eq!(service.call(&agent, "view_profile", USER).await.status, StatusCode::OK);
    let own = ROLE.replace("555200000002", RA_MANAGER).replace("ra_agent_advanced", "ra_manager");
    let yourself = service.call(&manager, "revoke_role", &own).await;
    assert_eq!((yourself.status, yourself.error()), (StatusCode::FORBIDDEN, AppError::Refused(Refusal::Yourself)));
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
async fn to_ask_how_long_the_session_lasts_does_not_prolong_it_but_to_stay_does() {
    let service = Service::start().await;
    let manager = service.signed_in(RA_MANAGER).await;
    let settings = service.domain.settings();
    let (idle, whole) = (settings.session_idle.num_seconds(), settings.session_life.num_seconds());
    let before = service.last_seen(Some(service.domain.now() - TimeDelta::minutes(20))).await;
    let left = async |stay: bool| {
        let answer = service.call(&manager, "time_left", &format!(r#"{{"stay":{stay}}}"#)).await;
        serde_json::from_str::<Option<SessionLeft>>(&answer.body).unwrap().unwrap()
    };
    let near = |seconds: u32, expected: i64| (expected - 60..=expected).contains(&i64::from(seconds));
    let asked = left(false).await;
    assert!(near(asked.idle, idle - 20 * 60) && near(asked.whole, whole), "{asked:?}");
    assert_eq!(service.last_seen(None).await, before);
    let stayed = left(true).await;
    assert!(near(stayed.idle, idle) && near(stayed.whole, whole), "{stayed:?}");
    assert!(service.last_seen(None).await > before);
    let long_ago = service.domain.now() - settings.session_idle;
    service.last_seen(Some(long_ago)).await;
    assert_eq!(service.call(&manager, "time_left", r#"{"stay":true}"#).await.body, "null", "it has ended");
}

#[tokio::test]
async fn an_agent_cannot_issue_to_themselves() {
    let service = Service::start().await;
    let manager = service.signed_in(RA_MANAGER).await;
    let arguments = format!(
        r#"{{"unique_user_id":"{RA_MANAGER}","kind":"passkey","meeting":"video","identity":{{"why":"first","how":[]}}}}"#
    );
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
async fn a_form_that_closes_a_profile_is_refused_with_an_error_for_each_field() {
    let service = Service::start().await;
    let manager = service.signed_in(RA_MANAGER).await;
    for (because, other, field) in [("null", "", "because"), ("\"duplicate\"", "5552", "duplicate_of")] {
        let arguments =
            format!(r#"{{"unique_user_id":"{OTHER_USER}","because":{because},"duplicate_of":"{other}","note":""}}"#);
        let answer = service.call(&manager, "close_profile", &arguments).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{because}");
        assert!(matches!(answer.error(), AppError::Invalid(wrong) if wrong[0].field == field), "{because}");
    }
}

#[tokio::test]
async fn the_next_request_of_a_person_whose_profile_was_closed_is_refused() {
    let service = Service::start().await;
    let (manager, user) = (service.signed_in(RA_MANAGER).await, service.signed_in(PLAIN_USER).await);
    let own = format!(r#"{{"unique_user_id":"{PLAIN_USER}"}}"#);
    assert_eq!(service.call(&user, "view_profile", &own).await.status, StatusCode::OK);
    let arguments = format!(r#"{{"unique_user_id":"{PLAIN_USER}","because":"left","duplicate_of":"","note":""}}"#);
    let answer = service.call(&manager, "close_profile", &arguments).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let refused = service.call(&user, "view_profile", &own).await;
    assert_eq!((refused.status, refused.error()), (StatusCode::UNAUTHORIZED, AppError::SignedOut));
    let page = service.get(&user, &format!("/users/{PLAIN_USER}")).await;
    assert!(page.status == StatusCode::FOUND && page.header("location").starts_with("/sign-in"), "{}", page.status);
}

#[tokio::test]
async fn suspending_the_authenticator_of_this_session_says_so_and_deletes_the_cookie() {
    let service = Service::start().await;
    let user = service.signed_in(PLAIN_USER).await;
    let own = format!(r#"{{"unique_user_id":"{PLAIN_USER}"}}"#);
    let listed = service.call(&user, "list_authenticators", &own).await;
    let listed: serde_json::Value = serde_json::from_str(&listed.body).unwrap();
    let id = listed[0]["id"].as_str().unwrap();
    let arguments = format!(r#"{{"unique_user_id":"{PLAIN_USER}","authenticator_id":"{id}"}}"#);
    let answer = service.call(&user, "suspend_authenticator", &arguments).await;
    assert_eq!((answer.status, &*answer.body), (StatusCode::OK, "true"));
    assert!(answer.header("set-cookie").starts_with("cim-session=; "), "{}", answer.header("set-cookie"));
    assert_eq!(service.call(&user, "view_profile", &own).await.status, StatusCode::UNAUTHORIZED);
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
    for (next, location) in
        [("/users/555200000021", "/sign-in?next=/users/555200000021"), ("//evil.example", "/sign-in")]
    {
        let (mut parts, _) = form().into_parts();
        parts.headers.remove(header::CONTENT_LENGTH);
        let form = Request::from_parts(parts, Body::from(format!("next={}", next.replace('/', "%2F"))));
        assert_eq!(service.send(&Caller::Anonymous, form).await.header("location"), location);
    }
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
