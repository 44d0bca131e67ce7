//! Making a suspended authenticator active again.

use super::{
    action_form::{ActionForm, Done, IN_THE_PROFILE, action_form, checked, reason_input},
    one_authenticator::{One, one_authenticator},
    profile::facts,
    subject::subject_heading,
};
use crate::{
    agents::paths,
    api,
    components::{
        form_errors::FormErrors,
        nhs::{BackLink, ButtonKind, ErrorSummary, SummaryList},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{AppError, Conflict};

/// What to check, why, and the button.
#[component]
pub fn ReinstatePage() -> impl IntoView {
    one_authenticator(
        |profile| profile.life.reinstate,
        |one| match one.authenticator.suspension {
            Some(_) => Ok(view! { <Form one/> }.into_any()),
            None => Err(AppError::Conflict(Conflict::NotSuspended)),
        },
    )
}

#[component]
fn Form(one: One) -> impl IntoView {
    let One { profile, authenticator, .. } = one;
    let (user, errors) = (profile.user, FormErrors::new());
    let (id, kind, authenticator_id) = (user.unique_user_id.clone(), authenticator.kind, authenticator.id);
    let back = paths::authenticators(&user.unique_user_id);
    let (reason, reinstated) = (RwSignal::new(String::new()), [kind.label(), " reinstated"].concat());
    let ask = move || {
        let reason = reason.get_untracked();
        checked(api::wrong_reason(&reason))?;
        let (id, message) = (id.clone(), reinstated.clone());
        Ok(async move {
            let path = paths::authenticators(&id);
            api::reinstate_authenticator(id, authenticator_id, reason).await?;
            Ok(Done::Page { path, message })
        })
    };
    let fields = reason_input("Why are you reinstating it?", IN_THE_PROFILE, errors, reason);
    let form =
        ActionForm { button: "Reinstate authenticator", kind: ButtonKind::Primary, cancel: back.clone(), errors };
    view! {
        <Title text=["Reinstate ", kind.noun(), ": ", &user.name].concat()/>
        <BackLink href=back text="Back to authenticators"/>
        <ErrorSummary errors=errors.summary()/>
        {subject_heading(&user, ["Reinstate ", kind.noun()].concat())}
        <div class="app-two-thirds">
            <p>"Meet the user by video call or face to face, and check that they have it. If you are not sure that no one else has used it, remove it and issue another one."</p>
            <p>"The user can sign in with it again straight away."</p>
            <SummaryList rows=facts(authenticator)/>
            {action_form(form, fields, ask)}
        </div>
    }
}
