//! The *Details* tab.

use super::{ProfileHead, loaded_tab};
use crate::{
    agents::{
        pages::subject::{email_address, subject_profile},
        paths,
    },
    components::nhs::{ButtonKind, ButtonLink, SummaryList, SummaryRow, Tag, TagColour},
};
use leptos::prelude::*;
use model::{StaffRole, UserProfile, UserStatus};

/// What is known about the user.
#[component]
pub fn DetailsTab() -> impl IntoView {
    let profile = subject_profile();
    view! {
        <ProfileHead profile tab="Details"/>
        {loaded_tab(profile, |profile| async move { Ok(view! { <Details profile/> }.into_any()) })}
    }
}

#[component]
fn Details(profile: UserProfile) -> impl IntoView {
    let UserProfile { user, roles, created, change_refused, life, closure, .. } = profile;
    let change = paths::change_details(&user.unique_user_id);
    let colour = if user.status == UserStatus::Active { TagColour::Green } else { TagColour::Grey };
    let roles = match roles.as_slice() {
        [] => "None".to_owned(),
        roles => roles.iter().map(|role| StaffRole::label(*role)).collect::<Vec<_>>().join(", "),
    };
    let organisation = [&user.organisation.name, " (", &user.organisation.ods_code, ")"].concat();
    let id = user.unique_user_id.clone();
    let (word, href, refused) = match closure {
        None => ("Close profile", paths::closing(&id), life.close),
        Some(_) => ("Reopen profile", paths::reopening(&id), life.reopen),
    };
    let life = refused.is_none().then(|| view! { <ButtonLink kind=ButtonKind::Secondary href>{word}</ButtonLink> });
    let rows = vec![
        SummaryRow::new("Name", view! { <bdi translate="no">{user.name}</bdi> }),
        SummaryRow::new("UUID", view! { <span translate="no">{user.unique_user_id.to_string()}</span> }),
        SummaryRow::new("Date of birth", user.date_of_birth.words),
        SummaryRow::new("Email address", email_address(&user.email)),
        SummaryRow::new("Organisation", view! { <span translate="no">{organisation}</span> }),
        SummaryRow::new("Status", view! { <Tag colour>{user.status.label()}</Tag> }),
        SummaryRow::new("Staff roles", roles),
        SummaryRow::new("Created", created.words),
    ];
    view! {
        <h2 class="nhsuk-heading-m">"Details"</h2>
        <SummaryList rows/>
        {change_refused
            .is_none()
            .then(|| {
                view! { <ButtonLink kind=ButtonKind::Secondary href=change>"Change details"</ButtonLink> }
            })}
        {life}
    }
}
