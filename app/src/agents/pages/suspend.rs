//! Suspending an authenticator: one's own, or a user's.

use super::{
    flash::Flash,
    one_authenticator::{One, one_authenticator},
    profile::facts,
    subject::subject_heading,
};
use crate::{
    agents::paths,
    api, browser,
    components::{
        form_errors::FormErrors,
        live_button::LiveButton,
        nhs::{BackLink, ButtonKind, ErrorSummary, HeadingLevel, SummaryList, WarningCallout},
        submission::Submission,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_navigate;
use model::Conflict;

/// What will happen, and the button.
#[component]
pub fn SuspendPage() -> impl IntoView {
    one_authenticator(
        |profile| profile.life.suspend,
        |one| match one.authenticator.suspension {
            None => Ok(view! { <Form one/> }.into_any()),
            Some(_) => Err(Conflict::AlreadySuspended),
        },
    )
}

#[component]
fn Form(one: One) -> impl IntoView {
    let One { profile, authenticator, last } = one;
    let (own, user) = (profile.own, profile.user);
    let (authenticator_id, kind) = (authenticator.id, authenticator.kind);
    let back = paths::authenticators(&user.unique_user_id);
    let errors = FormErrors::new();
    let id = user.unique_user_id.clone();
    let suspended = [kind.label(), " suspended"].concat();
    let (navigate, flash) = (use_navigate(), Flash::of_document());
    let suspend = Submission::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        errors.check(Vec::new());
        let (id, navigate, suspended) = (id.clone(), navigate.clone(), suspended.clone());
        let call = api::suspend_authenticator(id.clone(), authenticator_id);
        suspend.send(Box::pin(call), move |answer| match answer {
            // The session of this browser has ended by it.
            Ok(true) => browser::go(paths::SUSPENDED),
            Ok(false) => {
                flash.leave(suspended);
                navigate(&paths::authenticators(&id), leptos_router::NavigateOptions::default());
            }
            Err(error) => errors.refused(error),
        });
    };
    let (who, them) = if own { ("You", "you") } else { ("The user", "the user") };
    let only = match (last, own) {
        (false, _) => None,
        (true, true) => Some("This is your only active authenticator, so you will not be able to sign in."),
        (true, false) => Some("This is the user’s only active authenticator, so they will not be able to sign in."),
    };
    view! {
        <Title text=["Suspend ", kind.noun(), ": ", &user.name].concat()/>
        <BackLink href=back.clone() text="Back to authenticators"/>
        <ErrorSummary errors=errors.summary()/>
        {subject_heading(&user, ["Suspend ", kind.noun()].concat())}
        <div class="app-two-thirds">
            <WarningCallout heading="Suspend it if it is lost or stolen" level=HeadingLevel::H2>
                <p>
                    {who} " cannot sign in with it until an RA agent reinstates it. If " {them}
                    {if own { " are" } else { " is" }} " signed in with it now, " {if own { "you" } else { "they" }}
                    " will be signed out."
                </p>
                {only.map(|only| view! { <p>{only}</p> })}
                {own.then(|| view! { <p>"You cannot reinstate it yourself. Contact your Registration Authority (RA)."</p> })}
            </WarningCallout>
            <SummaryList rows=facts(authenticator)/>
            <form method="post" novalidate on:submit=submit>
                <div class="nhsuk-button-group">
                    <LiveButton kind=ButtonKind::Warning busy=suspend.pending>"Suspend authenticator"</LiveButton>
                    <a href=back>"Cancel"</a>
                </div>
            </form>
        </div>
    }
}
