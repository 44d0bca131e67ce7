//! The users that were found.

use crate::{
    agents::paths,
    components::nhs::{InsetText, Table, TableCell, TableColumn, Tag, TagColour, VisuallyHidden},
};
use leptos::prelude::*;
use model::{SearchResults, UserStatus, UserSummary};

/// How many users were found, and a row for each of them.
#[component]
pub fn Results(answer: SearchResults) -> impl IntoView {
    let count = answer.users.len().to_string();
    let heading = match (answer.users.len(), answer.more) {
        (0, _) => "No users found".to_owned(),
        (1, _) => "1 user found".to_owned(),
        (_, false) => [&count, " users found"].concat(),
        (_, true) => ["The first ", &count, " users found"].concat(),
    };
    let advice = match (answer.users.is_empty(), answer.more) {
        (true, _) => Some("Check the spelling, or search by less: the beginning of the last name is enough."),
        (_, true) => Some("There are more. Fill in more to find the right person."),
        _ => None,
    };
    let head = vec![
        "Name".into(),
        "Date of birth".into(),
        "UUID".into(),
        "Organisation".into(),
        "E-mail address".into(),
        TableColumn::hidden("Profile"),
    ];
    let rows: Vec<_> = answer.users.into_iter().map(row).collect();
    view! {
        <h2 class="nhsuk-heading-m">{heading}</h2>
        {advice.map(|advice| view! { <InsetText><p>{advice}</p></InsetText> })}
        {(!rows.is_empty()).then(|| view! { <Table caption="Users found" hide_caption=true responsive=true head rows/> })}
    }
}

fn row(user: UserSummary) -> Vec<TableCell> {
    let href = paths::details(&user.unique_user_id);
    let inactive = user.status == UserStatus::Inactive;
    let name = user.name.clone();
    let tag = inactive.then(|| view! { " " <Tag colour=TagColour::Grey>"Inactive"</Tag> });
    vec![
        TableCell::view(view! { <bdi>{name}</bdi> {tag} }),
        TableCell::view(view! { <span class="app-unbroken">{user.date_of_birth.words}</span> }),
        TableCell::text(user.unique_user_id.to_string()),
        TableCell::text([&user.organisation.name, " (", &user.organisation.ods_code, ")"].concat()),
        TableCell::view(view! { <span class="app-breakable">{user.email}</span> }),
        TableCell::view(view! {
            <a class="app-unbroken" href=href>
                "View profile"
                <VisuallyHidden>" of " <bdi>{user.name}</bdi></VisuallyHidden>
            </a>
        }),
    ]
}
