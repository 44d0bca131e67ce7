//! *Add an organisation*.

use super::wrong_organisation;
use crate::{
    agents::{pages::flash::Flash, paths, session::session},
    api,
    components::{
        form_errors::FormErrors,
        live_button::LiveButton,
        nhs::{BackLink, ErrorSummary, Input, InputWidth},
        problem::Problem,
        submission::Submission,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_navigate;
use model::{Activity, AppError, FieldError, Refusal, organisation};

/// Its ODS code, its name, and the organisation above it.
#[component]
pub fn AddOrganisationPage() -> impl IntoView {
    if session().signed_in.is_none_or(|who| !who.may(Activity::Administer)) {
        let error = AppError::Refused(Refusal::Role(Activity::Administer));
        return view! { <Problem error page=true/> }.into_any();
    }
    let [ods_code, name, parent] = [(); 3].map(|()| RwSignal::new(String::new()));
    let (errors, add) = (FormErrors::new(), Submission::new());
    let (navigate, flash) = (use_navigate(), Flash::of_document());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (code, name, parent) = (ods_code.get_untracked(), name.get_untracked(), parent.get_untracked());
        let wrong_code = organisation::ods_code(&code).err().map(|message| FieldError::new("ods_code", message));
        if !errors.check(wrong_code.into_iter().chain(wrong_organisation(&name, &parent)).collect()) {
            return;
        }
        let (navigate, added) = (navigate.clone(), [&name, " added"].concat());
        add.send(Box::pin(api::add_organisation(code, name, parent)), move |answer| match answer {
            Ok(()) => {
                flash.leave(added);
                navigate(paths::ALL_ORGANISATIONS, leptos_router::NavigateOptions::default());
            }
            Err(error) => errors.refused(error),
        });
    };
    view! {
        <Title text="Add an organisation"/>
        <BackLink href=paths::ALL_ORGANISATIONS text="Back to organisations"/>
        <ErrorSummary errors=errors.summary()/>
        <h1 class="nhsuk-heading-l">"Add an organisation"</h1>
        <div class="app-two-thirds">
            <form method="post" novalidate on:submit=submit>
                <Input
                    id="ods_code"
                    label="ODS code"
                    hint="For example, RX1"
                    error=errors.of("ods_code")
                    value=ods_code
                    width=InputWidth::Ten
                    autocomplete="off"
                    spellcheck=false
                />
                <Input
                    id="name"
                    label="Name"
                    error=errors.of("name")
                    value=name
                    autocomplete="off"
                    spellcheck=false
                />
                <Input
                    id="parent"
                    label="ODS code of the organisation above it"
                    hint="Roles at that organisation will reach the users of this one"
                    error=errors.of("parent")
                    value=parent
                    width=InputWidth::Ten
                    autocomplete="off"
                    spellcheck=false
                />
                <div class="nhsuk-button-group">
                    <LiveButton busy=add.pending>"Add organisation"</LiveButton>
                    <a href=paths::ALL_ORGANISATIONS>"Cancel"</a>
                </div>
            </form>
        </div>
    }
    .into_any()
}
