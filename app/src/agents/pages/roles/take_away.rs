//! Taking a role away.

use crate::{
    agents::{
        pages::{flash::Flash, subject::subject_id},
        paths,
    },
    api,
    components::{
        form_errors::FormErrors,
        live_button::LiveButton,
        loaded::loaded,
        nhs::{BackLink, ButtonKind, ErrorSummary, HeadingLevel, Input, SummaryList, WarningCallout},
        problem::Problem,
        submission::Submission,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_navigate, use_params_map};
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
    view! {
        {loaded(move || {
            Box::pin(async move {
                match held.await {
                    Ok(held) => view! { <Form held/> }.into_any(),
                    Err(error) => view! { <Problem error page=true/> }.into_any(),
                }
            })
        })}
    }
}

#[component]
fn Form(held: RoleRow) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let (errors, revoke) = (FormErrors::new(), Submission::new());
    let (navigate, flash) = (use_navigate(), Flash::of_document());
    let (id, role, place) = (held.unique_user_id.clone(), held.role, held.organisation.ods_code.clone());
    let taken = [role.label(), " taken away from ", &held.name].concat();
    let back = if held.may_view { paths::roles(&id) } else { paths::ALL_ROLES.to_owned() };
    let next = back.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let reason = reason.get_untracked();
        if !errors.check(api::wrong_reason(&reason)) {
            return;
        }
        let (navigate, taken, next) = (navigate.clone(), taken.clone(), next.clone());
        revoke.send(Box::pin(api::revoke_role(id.clone(), role, place.clone(), reason)), move |answer| match answer {
            Ok(()) => {
                flash.leave(taken);
                navigate(&next, leptos_router::NavigateOptions::default());
            }
            Err(error) => errors.refused(error),
        });
    };
    let title = ["Take ", role.label(), " away from ", &held.name].concat();
    let (name, uuid) = (held.name.clone(), held.unique_user_id.to_string());
    view! {
        <Title text=title/>
        <BackLink href=back.clone() text="Back to roles"/>
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
            <form method="post" novalidate on:submit=submit>
                <Input
                    id="reason"
                    label="Why are you taking it away?"
                    hint="The user and other agents can read it in the history"
                    error=errors.of("reason")
                    value=reason
                    autocomplete="off"
                />
                <div class="nhsuk-button-group">
                    <LiveButton kind=ButtonKind::Warning busy=revoke.pending>"Take away role"</LiveButton>
                    <a href=back>"Cancel"</a>
                </div>
            </form>
        </div>
    }
}
