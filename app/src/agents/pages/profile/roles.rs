//! The *Roles* tab.

use super::{ProfileHead, loaded_tab};
use crate::{
    agents::{
        pages::subject::{subject_id, subject_profile},
        paths,
    },
    api,
    components::{
        nhs::{ButtonLink, SummaryList, SummaryRow, VisuallyHidden},
        time::Time,
    },
};
use leptos::prelude::*;
use model::{OPERATOR, RoleRow, RolesOfUser, UniqueUserId};

/// The staff roles of the user.
#[component]
pub fn RolesTab() -> impl IntoView {
    let (profile, id) = (subject_profile(), subject_id());
    let roles = Resource::new(
        move || id.get(),
        |id| async move {
            let id = id?;
            Ok((id.clone(), api::view_roles(id).await?))
        },
    );
    let content = loaded_tab(profile, move |_| async move {
        let (id, roles) = roles.await?;
        Ok(view! { <Roles id roles/> }.into_any())
    });
    view! {
        <ProfileHead profile tab="Roles"/>
        <h2 class="nhsuk-heading-m">"Roles"</h2>
        {content}
    }
}

#[component]
fn Roles(id: UniqueUserId, roles: RolesOfUser) -> impl IntoView {
    let RolesOfUser { rows, grant_refused } = roles;
    let nothing = rows.is_empty().then(|| view! { <p>"This user has no staff roles."</p> });
    let rows: Vec<_> = rows.into_iter().map(card).collect();
    view! {
        {nothing}
        {grant_refused.is_none().then(|| view! { <ButtonLink href=paths::grant(&id)>"Grant a role"</ButtonLink> })}
        <ul class="app-cards">{rows}</ul>
    }
}

fn card(held: RoleRow) -> impl IntoView {
    let take_away = held.may_revoke.then(|| {
        let href = paths::take_away(&held.unique_user_id, held.role, &held.organisation.ods_code);
        let what = [" ", held.role.label(), " at ", &held.organisation.name].concat();
        view! {
            <a class="app-card__action" href=href>
                "Take away"
                <VisuallyHidden>{what}</VisuallyHidden>
            </a>
        }
    });
    view! {
        <li class="app-card">
            <div class="app-card__head">
                <h3 class="nhsuk-heading-s app-card__title">{held.role.label()}</h3>
                {take_away}
            </div>
            <SummaryList rows=where_and_when(held) no_border=true/>
        </li>
    }
}

/// What is known about a role that somebody holds.
pub fn facts(held: RoleRow) -> Vec<SummaryRow> {
    let role = SummaryRow::new("Role", held.role.label());
    [role].into_iter().chain(where_and_when(held)).collect()
}

/// The same without the role itself, for a card that has it as its heading.
fn where_and_when(held: RoleRow) -> Vec<SummaryRow> {
    let organisation = [&held.organisation.name, " (", &held.organisation.ods_code, ")"].concat();
    let by = held.granted_by.unwrap_or_else(|| OPERATOR.to_owned());
    let mut rows = vec![
        SummaryRow::new("Organisation", view! { <span translate="no">{organisation}</span> }),
        SummaryRow::new("Granted", view! { <Time moment=held.granted/> " by " <bdi translate="no">{by}</bdi> }),
    ];
    rows.extend(held.reason.map(|reason| SummaryRow::new("Reason", view! { <bdi>{reason}</bdi> })));
    rows
}
