//! Suspending an authenticator: one's own, or a user's.

use super::{
    action_form::{ActionForm, Done, action_form},
    one_authenticator::{One, one_authenticator},
    profile::facts,
    subject::subject_heading,
};
use crate::{
    agents::paths,
    api,
    components::{
        form_errors::FormErrors,
        nhs::{BackLink, ButtonKind, ErrorSummary, HeadingLevel, SummaryList, WarningCallout},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{AppError, Conflict};

/// What will happen, and the button.
#[component]
pub fn SuspendPage() -> impl IntoView {
    one_authenticator(
        |profile| profile.life.suspend,
        |one| match one.authenticator.suspension {
            None => Ok(view! { <Form one/> }.into_any()),
            Some(_) => Err(AppError::Conflict(Conflict::AlreadySuspended)),
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
    let ask = move || {
        let (id, message) = (id.clone(), suspended.clone());
        Ok(async move {
            let path = paths::authenticators(&id);
            match api::suspend_authenticator(id, authenticator_id).await? {
                true => Ok(Done::SignedOut(paths::SUSPENDED)),
                false => Ok(Done::Page { path, message }),
            }
        })
    };
    let (who, them) = if own { ("You", "you") } else { ("The user", "the user") };
    let only = match (last, own) {
        (false, _) => None,
        (true, true) => Some("This is your only active authenticator, so you will not be able to sign in."),
        (true, false) => Some("This is the user’s only active authenticator, so they will not be able to sign in."),
    };
    let form = ActionForm { button: "Suspend authenticator", kind: ButtonKind::Warning, cancel: back.clone(), errors };
    view! {
        <Title text=["Suspend ", kind.noun(), ": ", &user.name].concat()/>
        <BackLink href=back text="Back to authenticators"/>
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
            {action_form(form, ().into_any(), ask)}
        </div>
    }
}
