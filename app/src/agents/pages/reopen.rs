//! Reopening a closed profile.

use super::{
    reason_form::{Reasoned, reason_form},
    subject::{if_may, subject_heading, subject_profile},
};
use crate::{
    agents::paths,
    api,
    components::{
        form_errors::FormErrors,
        loaded::loaded,
        nhs::{BackLink, ErrorSummary},
        problem::Problem,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{AppError, Conflict, UserProfile};

/// What they get back, which is nothing; why; and the button.
#[component]
pub fn ReopenPage() -> impl IntoView {
    let profile = subject_profile();
    loaded(move || {
        Box::pin(async move {
            match if_may(profile.await, |profile| profile.life.reopen) {
                Ok(profile) if profile.closure.is_some() => view! { <Form profile/> }.into_any(),
                Ok(_) => view! { <Problem error=AppError::Conflict(Conflict::ProfileOpen) page=true/> }.into_any(),
                Err(error) => view! { <Problem error page=true/> }.into_any(),
            }
        })
    })
}

#[component]
fn Form(profile: UserProfile) -> impl IntoView {
    let (user, errors) = (profile.user, FormErrors::new());
    let (id, back) = (user.unique_user_id.clone(), paths::details(&user.unique_user_id));
    let form = Reasoned {
        question: "Why are you reopening this profile?",
        button: "Reopen profile",
        call: Box::new(move |reason| Box::pin(api::reopen_profile(id.clone(), reason))),
        done: [&user.name, "’s profile is open"].concat(),
        back: back.clone(),
    };
    view! {
        <Title text=["Reopen profile: ", &user.name].concat()/>
        <BackLink href=back text="Back to details"/>
        <ErrorSummary errors=errors.summary()/>
        {subject_heading(&user, "Reopen profile")}
        <div class="app-two-thirds">
            <p>"Check that this is the same person. If they came back under another name, change their details afterwards."</p>
            <p>"They get nothing back. The authenticators and staff roles that they had are removed. To let them sign in, issue an authenticator."</p>
            {reason_form(form, errors)}
        </div>
    }
}
