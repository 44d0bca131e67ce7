//! *Change organisation*.

use super::{organisation_of_page, wrong_organisation};
use crate::{
    agents::{pages::flash::Flash, paths},
    api,
    components::{
        form_errors::FormErrors,
        live_button::LiveButton,
        loaded::loaded,
        nhs::{BackLink, ErrorSummary, Input, InputWidth},
        problem::Problem,
        submission::Submission,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_navigate;
use model::OrganisationRow;

/// Its name and the organisation above it, and the way to close or reopen it.
#[component]
pub fn ChangeOrganisationPage() -> impl IntoView {
    let organisation = organisation_of_page();
    view! {
        {loaded(move || {
            Box::pin(async move {
                match organisation.await {
                    Ok(organisation) => view! { <Form row=organisation/> }.into_any(),
                    Err(error) => view! { <Problem error page=true/> }.into_any(),
                }
            })
        })}
    }
}

#[component]
fn Form(row: OrganisationRow) -> impl IntoView {
    let OrganisationRow { organisation, parent, closed, .. } = row;
    let code = organisation.ods_code.clone();
    let name = RwSignal::new(organisation.name.clone());
    let parent = RwSignal::new(parent.map(|parent| parent.ods_code).unwrap_or_default());
    let reason = RwSignal::new(String::new());
    let (errors, change) = (FormErrors::new(), Submission::new());
    let (navigate, flash) = (use_navigate(), Flash::of_document());
    let close = paths::close_organisation(&code);
    let other = if closed.is_some() { "Reopen this organisation" } else { "Close this organisation" };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (name, parent, reason) = (name.get_untracked(), parent.get_untracked(), reason.get_untracked());
        if !errors.check(wrong_organisation(&name, &parent).chain(api::wrong_reason(&reason)).collect()) {
            return;
        }
        let (navigate, changed) = (navigate.clone(), [&name, " changed"].concat());
        change.send(
            Box::pin(api::change_organisation(code.clone(), name, parent, reason)),
            move |answer| match answer {
                Ok(()) => {
                    flash.leave(changed);
                    navigate(paths::ALL_ORGANISATIONS, leptos_router::NavigateOptions::default());
                }
                Err(error) => errors.refused(error),
            },
        );
    };
    view! {
        <Title text=["Change ", &organisation.name].concat()/>
        <BackLink href=paths::ALL_ORGANISATIONS text="Back to organisations"/>
        <ErrorSummary errors=errors.summary()/>
        <h1 class="nhsuk-heading-l">
            <span class="nhsuk-caption-l" translate="no">{[&organisation.name, " (", &organisation.ods_code, ")"].concat()}</span>
            "Change organisation"
        </h1>
        <div class="app-two-thirds">
            <form method="post" novalidate on:submit=submit>
                <Input id="name" label="Name" error=errors.of("name") value=name autocomplete="off" spellcheck=false/>
                <Input
                    id="parent"
                    label="ODS code of the organisation above it"
                    hint="If you change it, all organisations below this one move along, and other roles reach their users"
                    error=errors.of("parent")
                    value=parent
                    width=InputWidth::Ten
                    autocomplete="off"
                    spellcheck=false
                />
                <Input
                    id="reason"
                    label="Why are you changing it?"
                    error=errors.of("reason")
                    value=reason
                    autocomplete="off"
                />
                <div class="nhsuk-button-group">
                    <LiveButton busy=change.pending>"Save changes"</LiveButton>
                    <a href=paths::ALL_ORGANISATIONS>"Cancel"</a>
                </div>
            </form>
            <p>
                <a href=close>{other}</a>
            </p>
        </div>
    }
}
