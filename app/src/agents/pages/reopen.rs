//! Reopening a closed profile.

use super::{
    action_form::{ActionForm, Done, IN_THE_PROFILE, action_form, checked, reason_input},
    subject::{if_may, subject_heading, subject_profile},
};
use crate::{
    agents::paths,
    api,
    components::{
        form_errors::FormErrors,
        loaded::loaded_page,
        nhs::{BackLink, ButtonKind, ErrorSummary},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{AppError, Conflict, UserProfile};

/// What they get back, which is nothing; why; and the button.
#[component]
pub fn ReopenPage() -> impl IntoView {
    let profile = subject_profile();
    loaded_page(move || async move {
        let profile = if_may(profile.await, |profile| profile.life.reopen)?;
        if profile.closure.is_none() {
            return Err(AppError::Conflict(Conflict::ProfileOpen));
        }
        Ok(view! { <Form profile/> }.into_any())
    })
}

#[component]
fn Form(profile: UserProfile) -> impl IntoView {
    let (user, errors) = (profile.user, FormErrors::new());
    let (id, back) = (user.unique_user_id.clone(), paths::details(&user.unique_user_id));
    let (reason, opened) = (RwSignal::new(String::new()), [&user.name, "’s profile is open"].concat());
    let ask = move || {
        let reason = reason.get_untracked();
        checked(api::wrong_reason(&reason))?;
        let (id, message) = (id.clone(), opened.clone());
        Ok(async move {
            let path = paths::details(&id);
            api::reopen_profile(id, reason).await?;
            Ok(Done::Page { path, message })
        })
    };
    let fields = reason_input("Why are you reopening this profile?", IN_THE_PROFILE, errors, reason);
    let form = ActionForm { button: "Reopen profile", kind: ButtonKind::Primary, cancel: back.clone(), errors };
    view! {
        <Title text=["Reopen profile: ", &user.name].concat()/>
        <BackLink href=back text="Back to details"/>
        <ErrorSummary errors=errors.summary()/>
        {subject_heading(&user, "Reopen profile")}
        <div class="app-two-thirds">
            <p>"Check that this is the same person. If they came back under another name, change their details afterwards."</p>
            <p>"They get nothing back. The authenticators and staff roles that they had are removed. To let them sign in, issue an authenticator."</p>
            {action_form(form, fields, ask)}
        </div>
    }
}
