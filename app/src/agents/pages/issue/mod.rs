//! *Issue other authenticator*: choosing the kind of authenticator and of meeting.

mod again;
mod generate;
mod generating;
mod identity;
mod instructions;
mod life;
mod meeting;

pub use again::GenerateAgain;
pub use instructions::InstructionsPage;

use super::subject::{if_may, subject_heading, subject_profile};
use crate::{
    agents::paths,
    components::{
        form_errors::FormErrors,
        live_button::LiveButton,
        loaded::loaded_page,
        nhs::{BackLink, Choice, ErrorSummary, Radios, Size},
    },
    kinds::for_agent,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_navigate;
use meeting::{MeetingRadios, NO_MEETING, chosen};
use model::{AuthenticatorKind, FieldError, UserProfile};
use strum::VariantArray;

const NO_KIND: &str = "Select the type of authenticator";

/// The page on which the agent chooses the kind of authenticator to issue, and says how they meet the user.
#[component]
pub fn IssuePage() -> impl IntoView {
    let profile = subject_profile();
    loaded_page(move || async move {
        let profile = if_may(profile.await, |profile| profile.issue_refused)?;
        Ok(view! { <Form profile/> }.into_any())
    })
}

#[component]
fn Form(profile: UserProfile) -> impl IntoView {
    let UserProfile { user, last_meeting, .. } = profile;
    let back = paths::authenticators(&user.unique_user_id);
    let (kind, meeting) = (RwSignal::new(String::new()), meeting::answer(last_meeting));
    let errors = FormErrors::new();
    let navigate = use_navigate();
    let id = user.unique_user_id.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (kind, meeting) = (kind.get_untracked().parse::<AuthenticatorKind>(), chosen(meeting));
        let no_kind = kind.is_err().then(|| FieldError::new("kind", NO_KIND));
        let no_meeting = meeting.is_none().then(|| FieldError::new("meeting", NO_MEETING));
        errors.check(no_kind.into_iter().chain(no_meeting).collect());
        if let (Ok(kind), Some(meeting)) = (kind, meeting) {
            navigate(&paths::instructions_for(&id, kind, meeting), leptos_router::NavigateOptions::default());
        }
    };
    let choices: Vec<_> = AuthenticatorKind::VARIANTS
        .iter()
        .map(|&kind| Choice::new(kind.slug(), kind.label()).hint(for_agent(kind).hint))
        .collect();
    view! {
        <Title text="Issue other authenticator"/>
        <BackLink href=back text="Back to authenticators"/>
        <ErrorSummary errors=errors.summary()/>
        {subject_heading(&user, "Issue other authenticator")}
        <div class="app-two-thirds">
            <form method="post" novalidate on:submit=submit>
                <Radios
                    id="kind"
                    legend="What type of authenticator do you want to issue?"
                    legend_size=Size::M
                    choices
                    value=kind
                    error=errors.of("kind")
                />
                <MeetingRadios meeting error=errors.of("meeting")/>
                <LiveButton>"Continue"</LiveButton>
            </form>
        </div>
    }
}
