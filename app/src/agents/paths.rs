//! Every address of the agents' pages. The routes and the links are made from the same words, so each address is written only
//! once.

use leptos_router::{ParamSegment, StaticSegment};
use model::{AuthenticatorId, AuthenticatorKind, LinkId, Meeting, StaffRole, UniqueUserId};

/// The home page.
pub const HOME: &str = "/";
/// *Create a user*.
pub const CREATE_USER: &str = "/create-user";
/// *Find an existing user*.
pub const FIND: &str = "/find";
/// The page on which people sign in.
pub const SIGN_IN: &str = "/sign-in";
/// *Roles*: who holds which staff role.
pub const ALL_ROLES: &str = "/roles";
/// *Organisations*.
pub const ALL_ORGANISATIONS: &str = "/organisations";
/// *Add an organisation*.
pub const ADD_ORGANISATION: &str = "/organisations/add";
/// What people read who have suspended the authenticator that they were signed in with.
pub const SUSPENDED: &str = "/suspended";

/// The parameter in the query of the sign-in page: the page that the person wanted to see.
pub const NEXT: &str = "next";

/// The parameter that names the user of a page.
pub const USER: &str = "user";
/// The parameter that names a kind of authenticator.
pub const KIND: &str = "kind";
/// The parameter that names a registration link.
pub const LINK: &str = "link";
/// The parameter that names an authenticator.
pub const AUTHENTICATOR: &str = "authenticator";
/// The parameter that names a staff role, also in the query of *Roles*.
pub const ROLE: &str = "role";
/// The parameter that names an organisation by its ODS code, also in the query of *Roles*.
pub const ORGANISATION: &str = "organisation";
/// The parameter in the query of a list: the page begins after this place.
pub const AFTER: &str = "after";
/// The parameter in the query of the instructions: how the agent meets the user.
pub const MEETING: &str = "meeting";
/// The parameter in the query of a history. The page begins before the entry with this number.
pub const BEFORE: &str = "before";

const USERS: &str = "users";
const HISTORY: &str = "history";
const AUTHENTICATORS: &str = "authenticators";
const ISSUE: &str = "issue";
const LINKS: &str = "links";
const REMOVE: &str = "remove";
const CHANGE: &str = "change";
const CONFIRM: &str = "confirm";
const ROLES: &str = "roles";
const GRANT: &str = "grant";
const TAKE_AWAY: &str = "take-away";
const ORGANISATIONS: &str = "organisations";
const ADD: &str = "add";
const CLOSE: &str = "close";
const SUSPEND: &str = "suspend";
const REINSTATE: &str = "reinstate";
const REOPEN: &str = "reopen";

type Word = StaticSegment<&'static str>;
type OfUser = (Word, ParamSegment);

const OF_USER: OfUser = (StaticSegment(USERS), ParamSegment(USER));

/// The addresses in the form that the router takes.
pub mod route {
    use super::{
        ADD, AUTHENTICATOR, AUTHENTICATORS, CHANGE, CLOSE, CONFIRM, GRANT, HISTORY, ISSUE, KIND, LINK, LINKS, OF_USER,
        ORGANISATION, ORGANISATIONS, OfUser, ParamSegment, REINSTATE, REMOVE, REOPEN, ROLE, ROLES, SUSPEND,
        StaticSegment, TAKE_AWAY, Word,
    };

    pub const HOME: Word = StaticSegment(super::HOME);
    pub const FIND: Word = StaticSegment(super::FIND);
    pub const SIGN_IN: Word = StaticSegment(super::SIGN_IN);
    pub const CREATE_USER: Word = StaticSegment(super::CREATE_USER);
    pub const DETAILS: OfUser = OF_USER;
    pub const CHANGE_DETAILS: (OfUser, Word) = (OF_USER, StaticSegment(CHANGE));
    pub const HISTORY_OF: (OfUser, Word) = (OF_USER, StaticSegment(HISTORY));
    pub const AUTHENTICATORS_OF: (OfUser, Word) = (OF_USER, StaticSegment(AUTHENTICATORS));
    pub const ISSUE_TO: (OfUser, Word, Word) = (OF_USER, StaticSegment(AUTHENTICATORS), StaticSegment(ISSUE));
    pub const INSTRUCTIONS: (OfUser, Word, Word, ParamSegment) =
        (OF_USER, StaticSegment(AUTHENTICATORS), StaticSegment(ISSUE), ParamSegment(KIND));
    pub const LINK_OF: (OfUser, Word, Word, ParamSegment) =
        (OF_USER, StaticSegment(AUTHENTICATORS), StaticSegment(LINKS), ParamSegment(LINK));
    pub const REMOVAL: (OfUser, Word, ParamSegment, Word) =
        (OF_USER, StaticSegment(AUTHENTICATORS), ParamSegment(AUTHENTICATOR), StaticSegment(REMOVE));
    pub const CONFIRMATION: (OfUser, Word, ParamSegment, Word) =
        (OF_USER, StaticSegment(AUTHENTICATORS), ParamSegment(AUTHENTICATOR), StaticSegment(CONFIRM));
    pub const ROLES_OF: (OfUser, Word) = (OF_USER, StaticSegment(ROLES));
    pub const GRANT_TO: (OfUser, Word, Word) = (OF_USER, StaticSegment(ROLES), StaticSegment(GRANT));
    pub const TAKE_AWAY_FROM: (OfUser, Word, ParamSegment, ParamSegment, Word) =
        (OF_USER, StaticSegment(ROLES), ParamSegment(ROLE), ParamSegment(ORGANISATION), StaticSegment(TAKE_AWAY));
    pub const ALL_ROLES: Word = StaticSegment(ROLES);
    pub const ALL_ORGANISATIONS: Word = StaticSegment(ORGANISATIONS);
    pub const ADD_ORGANISATION: (Word, Word) = (StaticSegment(ORGANISATIONS), StaticSegment(ADD));
    pub const CHANGE_ORGANISATION: (Word, ParamSegment) = (StaticSegment(ORGANISATIONS), ParamSegment(ORGANISATION));
    pub const CLOSE_ORGANISATION: (Word, ParamSegment, Word) =
        (StaticSegment(ORGANISATIONS), ParamSegment(ORGANISATION), StaticSegment(CLOSE));
    pub const SUSPENSION: (OfUser, Word, ParamSegment, Word) =
        (OF_USER, StaticSegment(AUTHENTICATORS), ParamSegment(AUTHENTICATOR), StaticSegment(SUSPEND));
    pub const REINSTATEMENT: (OfUser, Word, ParamSegment, Word) =
        (OF_USER, StaticSegment(AUTHENTICATORS), ParamSegment(AUTHENTICATOR), StaticSegment(REINSTATE));
    pub const SUSPENDED: Word = StaticSegment(super::SUSPENDED);
    pub const CLOSING: (OfUser, Word) = (OF_USER, StaticSegment(CLOSE));
    pub const REOPENING: (OfUser, Word) = (OF_USER, StaticSegment(REOPEN));
}

fn of_user(user: &UniqueUserId, below: &[&str]) -> String {
    let mut path = ["/", USERS, "/", user.as_str()].concat();
    for word in below {
        path.push('/');
        path.push_str(word);
    }
    path
}

/// The page on which people sign in, from where they go on to the page with the address `next`.
pub fn sign_in(next: &str) -> String {
    // The filter of a list is left out, because a query within a query would need an encoding.
    let next = if is_ours(next) { next } else { next.split('?').next().unwrap_or_default() };
    if is_ours(next) && next != HOME { [SIGN_IN, "?", NEXT, "=", next].concat() } else { SIGN_IN.to_owned() }
}

/// Where a person goes after signing in: to `next`, from the query of the sign-in page, if that is a page of this service.
/// Anybody can write a link with another address in its query, so any other value leads to the home page.
pub fn after_sign_in(next: Option<String>) -> String {
    next.filter(|next| is_ours(next)).unwrap_or_else(|| HOME.to_owned())
}

/// Whether this is the address of a page for people who are signed in. Such addresses have only these letters; so a browser
/// cannot read the name of a host in it, whatever it makes of a backslash, a control character or a percent sign.
fn is_ours(path: &str) -> bool {
    let of_a_page = |letter: char| letter.is_ascii_alphanumeric() || "/-?=".contains(letter);
    let of_a_list = [ALL_ROLES, ALL_ORGANISATIONS].iter().filter_map(|list| path.strip_prefix(list));
    let mut below_a_list = of_a_list.filter(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    [HOME, FIND, CREATE_USER].contains(&path)
        || path.strip_prefix("/users/").is_some_and(|rest| rest.chars().all(of_a_page))
        || below_a_list.any(|rest| rest.chars().all(of_a_page))
}

/// The profile of a user. Its first tab shows the details.
pub fn details(user: &UniqueUserId) -> String {
    of_user(user, &[])
}

/// The page on which an agent changes the details of a user.
pub fn change_details(user: &UniqueUserId) -> String {
    of_user(user, &[CHANGE])
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

/// The same for a meeting that is chosen already.
pub fn instructions_for(user: &UniqueUserId, kind: AuthenticatorKind, meeting: Meeting) -> String {
    [&instructions(user, kind), "?", MEETING, "=", meeting.slug()].concat()
}

/// A registration link, with its live panel.
pub fn link(user: &UniqueUserId, link: LinkId) -> String {
    of_user(user, &[AUTHENTICATORS, LINKS, &link.to_string()])
}

/// The page on which the agent removes an authenticator.
pub fn removal(user: &UniqueUserId, authenticator: AuthenticatorId) -> String {
    of_user(user, &[AUTHENTICATORS, &authenticator.to_string(), REMOVE])
}

/// The page on which an RA Manager confirms an authenticator for a staff role.
pub fn confirmation(user: &UniqueUserId, authenticator: AuthenticatorId) -> String {
    of_user(user, &[AUTHENTICATORS, &authenticator.to_string(), CONFIRM])
}

/// The staff roles of a user.
pub fn roles(user: &UniqueUserId) -> String {
    of_user(user, &[ROLES])
}

/// The page on which an RA Manager grants a role to a user.
pub fn grant(user: &UniqueUserId) -> String {
    of_user(user, &[ROLES, GRANT])
}

/// The page on which an RA Manager takes a role at the organisation with this ODS code away from a user.
pub fn take_away(user: &UniqueUserId, role: StaffRole, ods_code: &str) -> String {
    of_user(user, &[ROLES, role.slug(), ods_code, TAKE_AWAY])
}

/// The list of roles: those at the organisation with this ODS code and at those below it.
pub fn roles_at(ods_code: &str) -> String {
    [ALL_ROLES, "?", ORGANISATION, "=", ods_code].concat()
}

/// A page of the list of roles, with the filter as it is.
pub fn roles_after(role: Option<StaffRole>, ods_code: &str, after: Option<&str>) -> String {
    let role = role.map_or("", StaffRole::slug);
    let filter = [ALL_ROLES, "?", ROLE, "=", role, "&", ORGANISATION, "=", ods_code].concat();
    after.map_or_else(|| filter.clone(), |after| [&filter, "&", AFTER, "=", after].concat())
}

/// A page of the list of organisations.
pub fn organisations_after(ods_code: &str) -> String {
    [ALL_ORGANISATIONS, "?", AFTER, "=", ods_code].concat()
}

/// The page on which an organisation is changed.
pub fn change_organisation(ods_code: &str) -> String {
    [ALL_ORGANISATIONS, "/", ods_code].concat()
}

/// The page on which an organisation is closed, or reopened.
pub fn close_organisation(ods_code: &str) -> String {
    [ALL_ORGANISATIONS, "/", ods_code, "/", CLOSE].concat()
}

/// The page on which people suspend an authenticator.
pub fn suspension(user: &UniqueUserId, authenticator: AuthenticatorId) -> String {
    of_user(user, &[AUTHENTICATORS, &authenticator.to_string(), SUSPEND])
}

/// The page on which the agent reinstates a suspended authenticator.
pub fn reinstatement(user: &UniqueUserId, authenticator: AuthenticatorId) -> String {
    of_user(user, &[AUTHENTICATORS, &authenticator.to_string(), REINSTATE])
}

/// The page on which the agent closes the profile.
pub fn closing(user: &UniqueUserId) -> String {
    of_user(user, &[CLOSE])
}

/// The page on which the agent reopens the profile.
pub fn reopening(user: &UniqueUserId) -> String {
    of_user(user, &[REOPEN])
}

#[cfg(test)]
mod tests;
