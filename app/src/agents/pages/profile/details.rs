//! The *Details* tab.

use super::ProfileHead;
use crate::{
    agents::pages::subject::subject_profile,
    components::{
        loaded::loaded,
        nhs::{SummaryList, SummaryRow, Tag, TagColour},
    },
};
use leptos::prelude::*;
use model::{StaffRole, UserProfile, UserStatus};

/// What is known about the user.
#[component]
pub fn DetailsTab() -> impl IntoView {
    let profile = subject_profile();
    view! {
        <ProfileHead profile tab="Details"/>
        {loaded(move || {
            Box::pin(async move { profile.await.ok().map(|profile| view! { <Details profile/> }).into_any() })
        })}
    }
}

#[component]
fn Details(profile: UserProfile) -> impl IntoView {
    let UserProfile { user, roles, .. } = profile;
    let colour = if user.status == UserStatus::Active { TagColour::Green } else { TagColour::Grey };
    let roles = match roles.as_slice() {
        [] => "None".to_owned(),
        roles => roles.iter().map(|role| StaffRole::label(*role)).collect::<Vec<_>>().join(", "),
    };
    let rows = vec![
        SummaryRow::new("Name", view! { <bdi>{user.name}</bdi> }),
        SummaryRow::new("UUID", user.unique_user_id.to_string()),
        SummaryRow::new("Date of birth", user.date_of_birth.words),
        SummaryRow::new("E-mail address", view! { <span class="app-breakable">{user.email}</span> }),
        SummaryRow::new("Organisation", [&user.organisation.name, " (", &user.organisation.ods_code, ")"].concat()),
        SummaryRow::new("Status", view! { <Tag colour>{user.status.label()}</Tag> }),
        SummaryRow::new("Staff roles", roles),
    ];
    view! {
        <h2 class="nhsuk-heading-m">"Details"</h2>
        <SummaryList rows/>
    }
}
