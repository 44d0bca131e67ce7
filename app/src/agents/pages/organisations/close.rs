//! Closing an organisation, and reopening it.

use super::{WITH_THE_CHANGE, organisation_of_page};
use crate::{
    agents::{
        pages::action_form::{ActionForm, Done, action_form, checked, reason_input},
        paths,
    },
    api,
    components::{
        form_errors::FormErrors,
        loaded::loaded_page,
        nhs::{BackLink, ButtonKind, ErrorSummary},
        submission::Call,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::OrganisationRow;

/// What it means, why, and the button.
#[component]
pub fn CloseOrganisationPage() -> impl IntoView {
    let organisation = organisation_of_page();
    loaded_page(move || async move {
        let organisation = organisation.await?;
        Ok(view! { <Form row=organisation/> }.into_any())
    })
}

#[component]
fn Form(row: OrganisationRow) -> impl IntoView {
    let OrganisationRow { organisation, closed, .. } = row;
    let (code, closes, reason) = (organisation.ods_code.clone(), closed.is_none(), RwSignal::new(String::new()));
    let errors = FormErrors::new();
    let done = [organisation.name.as_str(), if closes { " closed" } else { " reopened" }].concat();
    let back = paths::change_organisation(&code);
    let ask = move || {
        let reason = reason.get_untracked();
        checked(api::wrong_reason(&reason))?;
        let call: Call<()> = match closes {
            true => Box::pin(api::close_organisation(code.clone(), reason)),
            false => Box::pin(api::reopen_organisation(code.clone(), reason)),
        };
        let message = done.clone();
        Ok(async move {
            call.await?;
            Ok(Done::Page { path: paths::ALL_ORGANISATIONS.to_owned(), message })
        })
    };
    let (heading, question, button, kind) = match closes {
        true => ("Close organisation", "Why are you closing it?", "Close organisation", ButtonKind::Warning),
        false => ("Reopen organisation", "Why are you reopening it?", "Reopen organisation", ButtonKind::Primary),
    };
    let advice = match closes {
        true => {
            "It takes no new users and no new roles. The users and roles that it has stay: move the users to another organisation, and take away the roles that are no longer needed."
        }
        false => "It takes new users and new roles again.",
    };
    let fields = reason_input(question, WITH_THE_CHANGE, errors, reason);
    let form = ActionForm { button, kind, cancel: back.clone(), errors };
    view! {
        <Title text=[if closes { "Close " } else { "Reopen " }, organisation.name.as_str()].concat()/>
        <BackLink href=back text="Back"/>
        <ErrorSummary errors=errors.summary()/>
        <h1 class="nhsuk-heading-l">
            <span class="nhsuk-caption-l" translate="no">{[&organisation.name, " (", &organisation.ods_code, ")"].concat()}</span>
            {heading}
        </h1>
        <div class="app-two-thirds">
            <p>{advice}</p>
            {action_form(form, fields, ask)}
        </div>
    }
}
