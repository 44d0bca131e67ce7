//! *Add an organisation*.

use super::wrong_organisation;
use crate::{
    agents::{
        pages::action_form::{ActionForm, Done, action_form, checked},
        paths,
        session::session,
    },
    api,
    components::{
        form_errors::FormErrors,
        nhs::{BackLink, ButtonKind, ErrorSummary, Input, InputWidth},
        problem::Problem,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{Activity, AppError, FieldError, Refusal, organisation};

/// Its ODS code, its name, and the organisation above it.
#[component]
pub fn AddOrganisationPage() -> impl IntoView {
    if session().signed_in.is_none_or(|who| !who.may(Activity::Administer)) {
        let error = AppError::Refused(Refusal::Role(Activity::Administer));
        return view! { <Problem error page=true/> }.into_any();
    }
    let [ods_code, name, parent] = [(); 3].map(|()| RwSignal::new(String::new()));
    let errors = FormErrors::new();
    let ask = move || {
        let (code, name, parent) = (ods_code.get_untracked(), name.get_untracked(), parent.get_untracked());
        let wrong_code = organisation::ods_code(&code).err().map(|message| FieldError::new("ods_code", message));
        checked(wrong_code.into_iter().chain(wrong_organisation(&name, &parent)).collect())?;
        Ok(async move {
            let message = [&name, " added"].concat();
            api::add_organisation(code, name, parent).await?;
            Ok(Done::Page { path: paths::ALL_ORGANISATIONS.to_owned(), message })
        })
    };
    let fields = view! {
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
    };
    let cancel = paths::ALL_ORGANISATIONS.to_owned();
    let form = ActionForm { button: "Add organisation", kind: ButtonKind::Primary, cancel, errors };
    view! {
        <Title text="Add an organisation"/>
        <BackLink href=paths::ALL_ORGANISATIONS text="Back to organisations"/>
        <ErrorSummary errors=errors.summary()/>
        <h1 class="nhsuk-heading-l">"Add an organisation"</h1>
        <div class="app-two-thirds">
            {action_form(form, fields.into_any(), ask)}
        </div>
    }
    .into_any()
}
