//! Taking a role away.

use crate::{
    agents::{
        pages::{
            action_form::{ActionForm, Done, IN_THE_PROFILE, action_form, checked, reason_input},
            subject::subject_id,
        },
        paths,
    },
    api,
    components::{
        form_errors::FormErrors,
        loaded::loaded_page,
        nhs::{BackLink, ButtonKind, ErrorSummary, HeadingLevel, SummaryList, WarningCallout},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{AppError, RoleRow, StaffRole};

/// What the user will lose, why, and the button.
#[component]
pub fn TakeAwayPage() -> impl IntoView {
    let (id, params) = (subject_id(), use_params_map());
    let of_address = move || {
        let params = params.read();
        let part = |name: &str| params.get(name).unwrap_or_default();
        (id.get(), part(paths::ROLE), part(paths::ORGANISATION))
    };
    let held = Resource::new(of_address, |(id, role, ods_code)| async move {
        let role: StaffRole = role.parse().map_err(|_| AppError::NotFound)?;
        api::view_role(id?, role, ods_code).await
    });
    loaded_page(move || async move {
        let held = held.await?;
        Ok(view! { <Form held/> }.into_any())
    })
}

#[component]
fn Form(held: RoleRow) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let errors = FormErrors::new();
    let (id, role, place) = (held.unique_user_id.clone(), held.role, held.organisation.ods_code.clone());
    let taken = [role.label(), " taken away from ", &held.name].concat();
    let back = if held.may_view { paths::roles(&id) } else { paths::ALL_ROLES.to_owned() };
    let next = back.clone();
    let ask = move || {
        let reason = reason.get_untracked();
        checked(api::wrong_reason(&reason))?;
        let call = api::revoke_role(id.clone(), role, place.clone(), reason);
        let (path, message) = (next.clone(), taken.clone());
        Ok(async move {
            call.await?;
            Ok(Done::Page { path, message })
        })
    };
    let title = ["Take ", role.label(), " away from ", &held.name].concat();
    let (name, uuid) = (held.name.clone(), held.unique_user_id.to_string());
    let fields = reason_input("Why are you taking it away?", IN_THE_PROFILE, errors, reason);
    let form = ActionForm { button: "Take away role", kind: ButtonKind::Warning, cancel: back.clone(), errors };
    view! {
        <Title text=title/>
        <BackLink href=back text="Back to roles"/>
        <ErrorSummary errors=errors.summary()/>
        <h1 class="nhsuk-heading-l">
            <span class="nhsuk-caption-l">
                <bdi translate="no">{name.clone()}</bdi>
                ", UUID "
                <span class="app-unbroken" translate="no">{uuid}</span>
            </span>
            "Take away a role"
        </h1>
        <div class="app-two-thirds">
            <WarningCallout heading="They lose this role straight away" level=HeadingLevel::H2>
                <p>
                    "If " <bdi translate="no">{name}</bdi>
                    " is signed in, the role no longer works from their next request on. Registration links that they generated are cancelled if they may no longer issue authenticators."
                </p>
            </WarningCallout>
            <SummaryList rows=super::super::profile::role_facts(held)/>
            {action_form(form, fields, ask)}
        </div>
    }
}
