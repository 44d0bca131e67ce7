//! Every address of the agents' pages. The routes and the links are made from the same words, so each address is written only
//! once.

use leptos_router::{ParamSegment, StaticSegment};
use model::{AuthenticatorId, AuthenticatorKind, LinkId, UniqueUserId};

/// The home page, *Find an existing user*.
pub const HOME: &str = "/";
/// The page on which people sign in.
pub const SIGN_IN: &str = "/sign-in";

/// The parameter that names the user of a page.
pub const USER: &str = "user";
/// The parameter that names a kind of authenticator.
pub const KIND: &str = "kind";
/// The parameter that names a registration link.
pub const LINK: &str = "link";
/// The parameter that names an authenticator.
pub const AUTHENTICATOR: &str = "authenticator";
/// The parameter in the query of a history. The page begins before the entry with this number.
pub const BEFORE: &str = "before";

const USERS: &str = "users";
const HISTORY: &str = "history";
const AUTHENTICATORS: &str = "authenticators";
const ISSUE: &str = "issue";
const LINKS: &str = "links";
const REMOVE: &str = "remove";

type Word = StaticSegment<&'static str>;
type OfUser = (Word, ParamSegment);

const OF_USER: OfUser = (StaticSegment(USERS), ParamSegment(USER));

/// The addresses in the form that the router takes.
pub mod route {
    use super::{
        AUTHENTICATOR, AUTHENTICATORS, HISTORY, ISSUE, KIND, LINK, LINKS, OF_USER, OfUser, ParamSegment, REMOVE,
        StaticSegment, Word,
    };

    pub const HOME: Word = StaticSegment(super::HOME);
    pub const SIGN_IN: Word = StaticSegment(super::SIGN_IN);
    pub const DETAILS: OfUser = OF_USER;
    pub const HISTORY_OF: (OfUser, Word) = (OF_USER, StaticSegment(HISTORY));
    pub const AUTHENTICATORS_OF: (OfUser, Word) = (OF_USER, StaticSegment(AUTHENTICATORS));
    pub const ISSUE_TO: (OfUser, Word, Word) = (OF_USER, StaticSegment(AUTHENTICATORS), StaticSegment(ISSUE));
    pub const INSTRUCTIONS: (OfUser, Word, Word, ParamSegment) =
        (OF_USER, StaticSegment(AUTHENTICATORS), StaticSegment(ISSUE), ParamSegment(KIND));
    pub const LINK_OF: (OfUser, Word, Word, ParamSegment) =
        (OF_USER, StaticSegment(AUTHENTICATORS), StaticSegment(LINKS), ParamSegment(LINK));
    pub const REMOVAL: (OfUser, Word, ParamSegment, Word) =
        (OF_USER, StaticSegment(AUTHENTICATORS), ParamSegment(AUTHENTICATOR), StaticSegment(REMOVE));
}

fn of_user(user: &UniqueUserId, below: &[&str]) -> String {
    let mut path = ["/", USERS, "/", user.as_str()].concat();
    for word in below {
        path.push('/');
        path.push_str(word);
    }
    path
}

/// The profile of a user. Its first tab shows the details.
pub fn details(user: &UniqueUserId) -> String {
    of_user(user, &[])
}

/// A page of the history of a user: the one that begins before the entry `before`, or the first one.
pub fn history(user: &UniqueUserId, before: Option<i64>) -> String {
    let path = of_user(user, &[HISTORY]);
    match before {
        Some(before) => [&path, "?", BEFORE, "=", &before.to_string()].concat(),
        None => path,
    }
}

/// The authenticators of a user.
pub fn authenticators(user: &UniqueUserId) -> String {
    of_user(user, &[AUTHENTICATORS])
}

/// The page on which the agent chooses the kind of authenticator to issue.
pub fn issue(user: &UniqueUserId) -> String {
    of_user(user, &[AUTHENTICATORS, ISSUE])
}

/// The instructions for one kind, with *Generate link*.
pub fn instructions(user: &UniqueUserId, kind: AuthenticatorKind) -> String {
    of_user(user, &[AUTHENTICATORS, ISSUE, kind.slug()])
}

/// A registration link, with its live panel.
pub fn link(user: &UniqueUserId, link: LinkId) -> String {
    of_user(user, &[AUTHENTICATORS, LINKS, &link.to_string()])
}

/// The page on which the agent removes an authenticator.
pub fn removal(user: &UniqueUserId, authenticator: AuthenticatorId) -> String {
    of_user(user, &[AUTHENTICATORS, &authenticator.to_string(), REMOVE])
}

#[cfg(test)]
mod tests {
    use super::{authenticators, details, history, instructions, issue, link, removal, route};
    use leptos_router::PossibleRouteMatch;
    use model::{AuthenticatorId, AuthenticatorKind, LinkId, UniqueUserId};

    fn leads_to(route: &impl PossibleRouteMatch, path: &str) -> bool {
        route.test(path).is_some_and(|matched| matched.is_complete())
    }

    #[test]
    fn every_link_leads_to_its_own_route() {
        let user: UniqueUserId = "555254242106".parse().unwrap();
        let id = uuid::Uuid::from_u128(7);
        let links = [
            super::HOME.to_owned(),
            super::SIGN_IN.to_owned(),
            details(&user),
            history(&user, None),
            authenticators(&user),
            issue(&user),
            instructions(&user, AuthenticatorKind::WindowsHello),
            link(&user, LinkId(id)),
            removal(&user, AuthenticatorId(id)),
        ];
        for (number, path) in links.iter().enumerate() {
            let led = [
                leads_to(&route::HOME, path),
                leads_to(&route::SIGN_IN, path),
                leads_to(&route::DETAILS, path),
                leads_to(&route::HISTORY_OF, path),
                leads_to(&route::AUTHENTICATORS_OF, path),
                leads_to(&route::ISSUE_TO, path),
                leads_to(&route::INSTRUCTIONS, path),
                leads_to(&route::LINK_OF, path),
                leads_to(&route::REMOVAL, path),
            ];
            let expected: Vec<_> = (0..led.len()).map(|route| route == number).collect();
            assert_eq!(led.to_vec(), expected, "{path}");
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
}
