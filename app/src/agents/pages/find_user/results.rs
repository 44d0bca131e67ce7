//! The users that were found.

use super::searched::searched;
use crate::{
    agents::{pages::subject::email_address, paths, session::session},
    components::{
        effect::effect,
        nhs::{Table, TableCell, TableColumn, Tag, TagColour, VisuallyHidden, focus},
    },
};
use leptos::{html, prelude::*};
use model::{Activity, SearchResults, UserSearch, UserStatus, UserSummary};

/// How many users were found. It is all that screen readers read out by themselves. It takes the focus after a search, so that the
/// results are in view, and the next Tab leads to them.
#[component]
pub fn Count(users: usize, more: bool, focused: bool) -> impl IntoView {
    let count = users.to_string();
    let words = match (users, more) {
        (0, _) => "No users found".to_owned(),
        (1, _) => "1 user found".to_owned(),
        (_, false) => [&count, " users found"].concat(),
        (_, true) => ["Showing the first ", &count, " users found"].concat(),
    };
    let heading = NodeRef::<html::H2>::new();
    effect(Box::new(move || {
        if let Some(heading) = heading.get().filter(|_| focused) {
            focus(&heading);
            heading.scroll_into_view();
        }
    }));
    view! { <h2 class="nhsuk-heading-m app-focused-heading" node_ref=heading>{words}</h2> }
}

/// What was searched for, and a row for each user who was found.
#[component]
pub fn Results(wanted: UserSearch, answer: SearchResults) -> impl IntoView {
    let advice = match (answer.users.is_empty(), answer.more) {
        (true, _) => Some(
            "Check the spelling, or search again with less detail, such as the first few letters of the last name.",
        ),
        (_, true) => Some("There are more matches. Add more details to find the right person."),
        _ => None,
    };
    let may_create = session().signed_in.is_some_and(|who| who.may(Activity::ChangeDetails));
    let create = (answer.users.is_empty() && may_create).then(|| {
        view! {
            <p>
                "If they do not have a profile yet, "
                <a href=paths::CREATE_USER>"create a user"</a>
                "."
            </p>
        }
    });
    view! {
        <p>"You searched for " <bdi translate="no">{searched(&wanted)}</bdi> "."</p>
        {advice.map(|advice| view! { <p>{advice}</p> })}
        {create}
        {(!answer.users.is_empty()).then(|| users_table("Users who match your search", answer.users))}
    }
}

/// A table of users, with links to their profiles.
pub fn users_table(caption: &'static str, users: Vec<UserSummary>) -> AnyView {
    let head = vec![
        "Name".into(),
        "Date of birth".into(),
        "UUID".into(),
        "Organisation".into(),
        "Email address".into(),
        TableColumn::hidden("Profile"),
    ];
    let rows: Vec<_> = users.into_iter().map(row).collect();
    view! { <Table caption hide_caption=true responsive=true head rows/> }.into_any()
}

fn row(user: UserSummary) -> Vec<TableCell> {
    let href = paths::authenticators(&user.unique_user_id);
    let closed = user.status == UserStatus::Inactive;
    let name = user.name.clone();
    let organisation = [&user.organisation.name, " (", &user.organisation.ods_code, ")"].concat();
    let tag = closed.then(|| view! { " " <Tag colour=TagColour::Grey>{user.status.label()}</Tag> });
    vec![
        TableCell::view(view! { <bdi translate="no">{name}</bdi> {tag} }),
        TableCell::view(view! { <span class="app-unbroken">{user.date_of_birth.words}</span> }),
        TableCell::view(view! { <span translate="no">{user.unique_user_id.to_string()}</span> }),
        TableCell::view(view! { <span translate="no">{organisation}</span> }),
        TableCell::view(email_address(&user.email)),
        TableCell::view(view! {
            <a class="app-unbroken" href=href>
                "View profile"
                <VisuallyHidden>" of " <bdi translate="no">{user.name}</bdi></VisuallyHidden>
            </a>
        }),
    ]
}
