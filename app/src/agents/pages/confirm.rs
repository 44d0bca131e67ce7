//! Confirming an authenticator for a staff role.

use super::{
    flash::Flash,
    profile::facts,
    subject::{if_may_confirm, subject_heading, subject_id, subject_profile},
};
use crate::{
    agents::paths,
    api,
    components::{
        form_errors::FormErrors,
        live_button::LiveButton,
        loaded::loaded,
        nhs::{BackLink, Checkbox, ErrorSummary, SummaryList},
        problem::Problem,
        submission::Submission,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_navigate, use_params_map};
use model::{AppError, AuthenticatorSummary, UserSummary};

/// What the RA Manager should check, the box to select, and the button.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let (profile, id) = (subject_profile(), subject_id());
    let authenticators = Resource::new(move || id.get(), |id| async move { api::list_authenticators(id?).await });
    let params = use_params_map();
    let wanted = move || params.read().get(paths::AUTHENTICATOR).unwrap_or_default();
    view! {
        {loaded(move || {
            Box::pin(async move {
                let found = authenticators.await.and_then(|all| {
                    let waiting = |one: &AuthenticatorSummary| one.unconfirmed && one.id.to_string() == wanted();
                    all.into_iter().find(waiting).ok_or(AppError::NotFound)
                });
                match (if_may_confirm(profile.await), found) {
                    (Ok(profile), Ok(authenticator)) => view! { <Form user=profile.user authenticator/> }.into_any(),
                    (Err(error), _) | (_, Err(error)) => view! { <Problem error page=true/> }.into_any(),
                }
            })
        })}
    }
}

#[component]
fn Form(user: UserSummary, authenticator: AuthenticatorSummary) -> impl IntoView {
    let (authenticator_id, kind, checked) = (authenticator.id, authenticator.kind, RwSignal::new(false));
    let (errors, confirm) = (FormErrors::new(), Submission::new());
    let (navigate, flash) = (use_navigate(), Flash::of_document());
    let id = user.unique_user_id.clone();
    let (back, next) = (paths::authenticators(&id), paths::authenticators(&id));
    let confirmed = [kind.label(), " of ", &user.name, " confirmed"].concat();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let checked = checked.get_untracked();
        if !errors.check(api::wrong_confirmation(checked)) {
            return;
        }
        let (navigate, confirmed, next) = (navigate.clone(), confirmed.clone(), next.clone());
        let call = api::confirm_authenticator(id.clone(), authenticator_id, checked);
        confirm.send(Box::pin(call), move |answer| match answer {
            Ok(()) => {
                flash.leave(confirmed);
                navigate(&next, leptos_router::NavigateOptions::default());
            }
            Err(error) => errors.refused(error),
        });
    };
    let (whose, name) = ([&user.name, "’s ", kind.noun()].concat(), user.name.clone());
    view! {
        <Title text=["Confirm ", &whose].concat()/>
        <BackLink href=back.clone() text="Back to authenticators"/>
        <ErrorSummary errors=errors.summary()/>
        {subject_heading(&user, view! { "Confirm " <bdi translate="no">{name}</bdi> "’s " {kind.noun()} })}
        <div class="app-two-thirds">
            <p>
                "The user has been granted a staff role since this authenticator was issued. The agent who issued it may not issue authenticators to staff. Until you confirm it, the user cannot sign in with it."
            </p>
            <p>"Before you confirm it, check that:"</p>
            <ul class="nhsuk-list nhsuk-list--bullet">
                <li>"you are speaking with the user themselves, face to face or by video"</li>
                <li>"they registered this authenticator, and can say when and who helped them"</li>
                <li>"they still have it, and no one else can use it"</li>
            </ul>
            <p>"If you are not sure, remove it and issue a new one."</p>
            <SummaryList rows=facts(authenticator)/>
            <form method="post" novalidate on:submit=submit>
                <Checkbox
                    id="checked"
                    label="I have checked that this authenticator belongs to the user"
                    error=errors.of("checked")
                    checked=checked
                />
                <div class="nhsuk-button-group">
                    <LiveButton busy=confirm.pending>"Confirm authenticator"</LiveButton>
                    <a href=back>"Cancel"</a>
                </div>
            </form>
        </div>
    }
}
