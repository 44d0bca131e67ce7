//! Making a suspended authenticator active again.

use super::{
    one_authenticator::{One, one_authenticator},
    profile::facts,
    reason_form::{Reasoned, reason_form},
    subject::subject_heading,
};
use crate::{
    agents::paths,
    api,
    components::{
        form_errors::FormErrors,
        nhs::{BackLink, ErrorSummary, SummaryList},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::Conflict;

/// What to check, why, and the button.
#[component]
pub fn ReinstatePage() -> impl IntoView {
    one_authenticator(
        |profile| profile.life.reinstate,
        |one| match one.authenticator.suspension {
            Some(_) => Ok(view! { <Form one/> }.into_any()),
            None => Err(Conflict::NotSuspended),
        },
    )
}

#[component]
fn Form(one: One) -> impl IntoView {
    let One { profile, authenticator, .. } = one;
    let (user, errors) = (profile.user, FormErrors::new());
    let (id, kind, authenticator_id) = (user.unique_user_id.clone(), authenticator.kind, authenticator.id);
    let back = paths::authenticators(&user.unique_user_id);
    let form = Reasoned {
        question: "Why are you reinstating it?",
        button: "Reinstate authenticator",
        call: Box::new(move |reason| Box::pin(api::reinstate_authenticator(id.clone(), authenticator_id, reason))),
        done: [kind.label(), " reinstated"].concat(),
        back: back.clone(),
    };
    view! {
        <Title text=["Reinstate ", kind.noun(), ": ", &user.name].concat()/>
        <BackLink href=back text="Back to authenticators"/>
        <ErrorSummary errors=errors.summary()/>
        {subject_heading(&user, ["Reinstate ", kind.noun()].concat())}
        <div class="app-two-thirds">
            <p>"Meet the user by video call or face to face, and check that they have it. If you are not sure that no one else has used it, remove it and issue another one."</p>
            <p>"The user can sign in with it again straight away."</p>
            <SummaryList rows=facts(authenticator)/>
            {reason_form(form, errors)}
        </div>
    }
}
