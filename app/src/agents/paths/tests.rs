use super::{
    after_sign_in, authenticators, change_details, change_organisation, close_organisation, closing, confirmation,
    details, grant, history, instructions, instructions_for, issue, link, reinstatement, removal, reopening, roles,
    roles_after, roles_at, route, sign_in, suspension, take_away,
};
use leptos_router::PossibleRouteMatch;
use model::{AuthenticatorId, AuthenticatorKind, LinkId, Meeting, StaffRole, UniqueUserId};

fn leads_to(route: &impl PossibleRouteMatch, path: &str) -> bool {
    route.test(path).is_some_and(|matched| matched.is_complete())
}

#[test]
fn every_link_leads_to_its_own_route() {
    let user: UniqueUserId = "555254242106".parse().unwrap();
    let id = uuid::Uuid::from_u128(7);
    let links = [
        super::HOME.to_owned(),
        super::FIND.to_owned(),
        super::SIGN_IN.to_owned(),
        super::CREATE_USER.to_owned(),
        details(&user),
        change_details(&user),
        history(&user, None),
        authenticators(&user),
        issue(&user),
        instructions(&user, AuthenticatorKind::WindowsHello),
        link(&user, LinkId(id)),
        removal(&user, AuthenticatorId(id)),
        confirmation(&user, AuthenticatorId(id)),
        roles(&user),
        grant(&user),
        take_away(&user, StaffRole::RaAgent, "RX1"),
        super::ALL_ROLES.to_owned(),
        super::ALL_ORGANISATIONS.to_owned(),
        change_organisation("RX1"),
        close_organisation("RX1"),
        suspension(&user, AuthenticatorId(id)),
        reinstatement(&user, AuthenticatorId(id)),
        super::SUSPENDED.to_owned(),
        closing(&user),
        reopening(&user),
    ];
    for (number, path) in links.iter().enumerate() {
        let led = [
            leads_to(&route::HOME, path),
            leads_to(&route::FIND, path),
            leads_to(&route::SIGN_IN, path),
            leads_to(&route::CREATE_USER, path),
            leads_to(&route::DETAILS, path),
            leads_to(&route::CHANGE_DETAILS, path),
            leads_to(&route::HISTORY_OF, path),
            leads_to(&route::AUTHENTICATORS_OF, path),
            leads_to(&route::ISSUE_TO, path),
            leads_to(&route::INSTRUCTIONS, path),
            leads_to(&route::LINK_OF, path),
            leads_to(&route::REMOVAL, path),
            leads_to(&route::CONFIRMATION, path),
            leads_to(&route::ROLES_OF, path),
            leads_to(&route::GRANT_TO, path),
            leads_to(&route::TAKE_AWAY_FROM, path),
            leads_to(&route::ALL_ROLES, path),
            leads_to(&route::ALL_ORGANISATIONS, path),
            leads_to(&route::CHANGE_ORGANISATION, path),
            leads_to(&route::CLOSE_ORGANISATION, path),
            leads_to(&route::SUSPENSION, path),
            leads_to(&route::REINSTATEMENT, path),
            leads_to(&route::SUSPENDED, path),
            leads_to(&route::CLOSING, path),
            leads_to(&route::REOPENING, path),
        ];
        let expected: Vec<_> = (0..led.len()).map(|route| route == number).collect();
        assert_eq!(led.to_vec(), expected, "{path}");
    }
}

#[test]
fn after_signing_in_people_get_to_the_page_that_they_wanted_to_see() {
    let user: UniqueUserId = "555254242106".parse().unwrap();
    let id = uuid::Uuid::from_u128(7);
    for page in [
        super::CREATE_USER.to_owned(),
        super::FIND.to_owned(),
        details(&user),
        change_details(&user),
        history(&user, None),
        history(&user, Some(40)),
        authenticators(&user),
        issue(&user),
        instructions(&user, AuthenticatorKind::WindowsHello),
        instructions_for(&user, AuthenticatorKind::WindowsHello, Meeting::FaceToFace),
        link(&user, LinkId(id)),
        removal(&user, AuthenticatorId(id)),
        take_away(&user, StaffRole::RaAgent, "RX1"),
        super::ALL_ROLES.to_owned(),
        roles_at("RX1"),
        super::ADD_ORGANISATION.to_owned(),
        close_organisation("RX1"),
    ] {
        assert_eq!(sign_in(&page), format!("/sign-in?next={page}"));
        assert_eq!(after_sign_in(Some(page.clone())), page);
    }
    let filtered = roles_after(Some(StaffRole::Sponsor), "RX1", None);
    assert_eq!(filtered, "/roles?role=sponsor&organisation=RX1");
    assert_eq!(sign_in(&filtered), "/sign-in?next=/roles", "without its filter");
    assert_eq!(sign_in("/"), "/sign-in");
    assert_eq!(after_sign_in(None), "/");
}

#[test]
fn nobody_is_led_to_another_site_after_signing_in() {
    for next in [
        "",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/%2fevil.example",
        "https://evil.example",
        "https:evil.example",
        "HTTPS:/evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "users/555254242106",
        " /users/555254242106",
        "/users/555254242106\n",
        "/users/..//evil.example",
        "/users/@evil.example",
        "/users/555254242106#x",
        "/users/555254242106&next=//evil.example",
        "/users",
        "/rolesx",
        "/roles@evil.example",
        "/organisations\\evil.example",
        "/find/",
        "/find//evil.example",
        "/api/sign_out",
        "/sign-in",
        "/register",
    ] {
        assert_eq!(after_sign_in(Some(next.to_owned())), "/", "{next}");
        assert_eq!(sign_in(next), "/sign-in", "{next}");
    }
}

#[test]
fn addresses_that_people_may_have_saved_have_not_changed() {
    let user: UniqueUserId = "555254242106".parse().unwrap();
    assert_eq!(history(&user, Some(40)), "/users/555254242106/history?before=40");
    assert_eq!(
        instructions(&user, AuthenticatorKind::SecurityKey),
        "/users/555254242106/authenticators/issue/security-key"
    );
}
