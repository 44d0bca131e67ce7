//! Closing an organisation, and reopening it.

use super::organisation_of_page;
use crate::{
    agents::{pages::flash::Flash, paths},
    api,
    components::{
        form_errors::FormErrors,
        live_button::LiveButton,
        loaded::loaded,
        nhs::{BackLink, ButtonKind, ErrorSummary, Input},
        problem::Problem,
        submission::{Call, Submission},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_navigate;
use model::OrganisationRow;

/// What it means, why, and the button.
#[component]
pub fn CloseOrganisationPage() -> impl IntoView {
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
    let OrganisationRow { organisation, closed, .. } = row;
    let (code, closes, reason) = (organisation.ods_code.clone(), closed.is_none(), RwSignal::new(String::new()));
    let (errors, send) = (FormErrors::new(), Submission::new());
    let (navigate, flash) = (use_navigate(), Flash::of_document());
    let done = [organisation.name.as_str(), if closes { " closed" } else { " reopened" }].concat();
    let back = paths::change_organisation(&code);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let reason = reason.get_untracked();
        if !errors.check(api::wrong_reason(&reason)) {
            return;
        }
        let call: Call<()> = match closes {
            true => Box::pin(api::close_organisation(code.clone(), reason)),
            false => Box::pin(api::reopen_organisation(code.clone(), reason)),
        };
        let (navigate, done) = (navigate.clone(), done.clone());
        send.send(call, move |answer| match answer {
            Ok(()) => {
                flash.leave(done);
                navigate(paths::ALL_ORGANISATIONS, leptos_router::NavigateOptions::default());
            }
            Err(error) => errors.refused(error),
        });
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
    view! {
        <Title text=[if closes { "Close " } else { "Reopen " }, organisation.name.as_str()].concat()/>
        <BackLink href=back.clone() text="Back"/>
        <ErrorSummary errors=errors.summary()/>
        <h1 class="nhsuk-heading-l">
            <span class="nhsuk-caption-l" translate="no">{[&organisation.name, " (", &organisation.ods_code, ")"].concat()}</span>
            {heading}
        </h1>
        <div class="app-two-thirds">
            <p>{advice}</p>
            <form method="post" novalidate on:submit=submit>
                <Input id="reason" label=question error=errors.of("reason") value=reason autocomplete="off"/>
                <div class="nhsuk-button-group">
                    <LiveButton kind busy=send.pending>{button}</LiveButton>
                    <a href=back>"Cancel"</a>
                </div>
            </form>
        </div>
    }
}
