//! *Issue other authenticator*: choosing the kind.

mod generate;
mod instructions;
mod life;

pub use instructions::InstructionsPage;

use super::subject::{if_may_issue, subject_heading, subject_profile};
use crate::{
    agents::paths,
    components::{
        live_button::LiveButton,
        loaded::loaded,
        nhs::{BackLink, Choice, ErrorSummary, FieldError, Radios, Size},
        problem::Problem,
    },
    kinds::for_agent,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_navigate;
use model::{AuthenticatorKind, UserProfile};
use strum::VariantArray;

const NOTHING_CHOSEN: &str = "Select the kind of authenticator";

/// The page on which the agent chooses the kind of authenticator to issue.
#[component]
pub fn IssuePage() -> impl IntoView {
    let profile = subject_profile();
    view! {
        {loaded(move || {
            Box::pin(async move {
                match if_may_issue(profile.await) {
                    Ok(profile) => view! { <Form profile/> }.into_any(),
                    Err(error) => view! { <Problem error page=true/> }.into_any(),
                }
            })
        })}
    }
}

#[component]
fn Form(profile: UserProfile) -> impl IntoView {
    let user = profile.user;
    let back = paths::authenticators(&user.unique_user_id);
    let chosen = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match chosen.get_untracked().parse::<AuthenticatorKind>().ok() {
            Some(kind) => {
                navigate(&paths::instructions(&user.unique_user_id, kind), leptos_router::NavigateOptions::default());
            }
            None => problem.set(Some(NOTHING_CHOSEN.to_owned())),
        }
    };
    let choices: Vec<_> = AuthenticatorKind::VARIANTS
        .iter()
        .map(|&kind| Choice::new(kind.slug(), kind.label()).hint(for_agent(kind).hint))
        .collect();
    let errors = move || problem.get().map(|message| FieldError::new("kind", message)).into_iter().collect::<Vec<_>>();
    view! {
        <Title text="Issue other authenticator"/>
        <BackLink href=back text="Authenticators"/>
        <ErrorSummary errors=Signal::derive(errors)/>
        {subject_heading(user.name, None, "Issue other authenticator")}
        <form method="post" novalidate on:submit=submit>
            <Radios
                id="kind"
                legend="Which kind of authenticator?"
                legend_size=Size::M
                choices
                value=chosen
                error=problem
            />
            <LiveButton>"Continue"</LiveButton>
        </form>
    }
}
