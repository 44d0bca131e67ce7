//! *Change organisation*.

use super::{WITH_THE_CHANGE, organisation_of_page, wrong_organisation};
use crate::{
    agents::{
        pages::action_form::{ActionForm, Done, action_form, checked, reason_input},
        paths,
    },
    api,
    components::{
        form_errors::FormErrors,
        loaded::loaded_page,
        nhs::{BackLink, ButtonKind, ErrorSummary, Input, InputWidth},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::OrganisationRow;

/// Its name and the organisation above it, and the way to close or reopen it.
#[component]
pub fn ChangeOrganisationPage() -> impl IntoView {
    let organisation = organisation_of_page();
    loaded_page(move || async move {
        let organisation = organisation.await?;
        Ok(view! { <Form row=organisation/> }.into_any())
    })
}

#[component]
fn Form(row: OrganisationRow) -> impl IntoView {
    let OrganisationRow { organisation, parent, closed, .. } = row;
    let code = organisation.ods_code.clone();
    let name = RwSignal::new(organisation.name.clone());
    let parent = RwSignal::new(parent.map(|parent| parent.ods_code).unwrap_or_default());
    let reason = RwSignal::new(String::new());
    let errors = FormErrors::new();
    let close = paths::close_organisation(&code);
    let other = if closed.is_some() { "Reopen this organisation" } else { "Close this organisation" };
    let ask = move || {
        let (name, parent, reason) = (name.get_untracked(), parent.get_untracked(), reason.get_untracked());
        checked(wrong_organisation(&name, &parent).chain(api::wrong_reason(&reason)).collect())?;
        let code = code.clone();
        Ok(async move {
            let message = [&name, " changed"].concat();
            api::change_organisation(code, name, parent, reason).await?;
            Ok(Done::Page { path: paths::ALL_ORGANISATIONS.to_owned(), message })
        })
    };
    let fields = view! {
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
        {reason_input("Why are you changing it?", WITH_THE_CHANGE, errors, reason)}
    };
    let cancel = paths::ALL_ORGANISATIONS.to_owned();
    let form = ActionForm { button: "Save changes", kind: ButtonKind::Primary, cancel, errors };
    view! {
        <Title text=["Change ", &organisation.name].concat()/>
        <BackLink href=paths::ALL_ORGANISATIONS text="Back to organisations"/>
        <ErrorSummary errors=errors.summary()/>
        <h1 class="nhsuk-heading-l">
            <span class="nhsuk-caption-l" translate="no">{[&organisation.name, " (", &organisation.ods_code, ")"].concat()}</span>
            "Change organisation"
        </h1>
        <div class="app-two-thirds">
            {action_form(form, fields.into_any(), ask)}
            <p>
                <a href=close>{other}</a>
            </p>
        </div>
    }
}
