//! Removing an authenticator.

use super::{
    flash::Flash,
    profile::facts,
    subject::{if_may_remove, subject_heading, subject_id, subject_profile},
};
use crate::{
    agents::paths,
    api::{self, CONFIRM_REMOVAL},
    components::{
        live_button::LiveButton,
        loaded::loaded,
        nhs::{BackLink, ButtonKind, Checkbox, ErrorSummary, HeadingLevel, InsetText, SummaryList, WarningCallout},
        problem::Problem,
        submission::{Submission, errors},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_navigate, use_params_map};
use model::{AppError, AuthenticatorId, AuthenticatorSummary, UserProfile};

/// What will be lost, the box to tick, and the button.
#[component]
pub fn RemovePage() -> impl IntoView {
    let profile = subject_profile();
    let id = subject_id();
    let authenticators = Resource::new(move || id.get(), |id| async move { api::list_authenticators(id?).await });
    let params = use_params_map();
    let wanted = move || params.read().get(paths::AUTHENTICATOR).unwrap_or_default();
    view! {
        {loaded(move || {
            Box::pin(async move {
                let authenticators = authenticators.await;
                match (if_may_remove(profile.await), authenticators) {
                    (Ok(profile), Ok(all)) => view! { <Found profile all wanted=wanted()/> }.into_any(),
                    (Err(error), _) | (_, Err(error)) => view! { <Problem error page=true/> }.into_any(),
                }
            })
        })}
    }
}

#[component]
fn Found(profile: UserProfile, all: Vec<AuthenticatorSummary>, wanted: String) -> impl IntoView {
    let active = all.iter().filter(|one| one.removal.is_none()).count();
    match all.into_iter().find(|one| one.id.to_string() == wanted) {
        None => view! { <Problem error=AppError::NotFound page=true/> }.into_any(),
        Some(one) if one.removal.is_some() => {
            view! { <Problem error=AppError::Conflict(model::Conflict::AlreadyRemoved) page=true/> }.into_any()
        }
        Some(authenticator) => view! { <Form profile authenticator last=active == 1/> }.into_any(),
    }
}

#[component]
fn Form(profile: UserProfile, authenticator: AuthenticatorSummary, last: bool) -> impl IntoView {
    let (user, is_staff) = (profile.user, !profile.roles.is_empty());
    let back = paths::authenticators(&user.unique_user_id);
    let (authenticator_id, kind): (AuthenticatorId, _) = (authenticator.id, authenticator.kind);
    let confirmed = RwSignal::new(false);
    let (unticked, problem) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let id = user.unique_user_id.clone();
    let (navigate, flash) = (use_navigate(), Flash::of_document());
    let remove = Submission::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        problem.set(None);
        unticked.set(None);
        if !confirmed.get_untracked() {
            return unticked.set(Some(CONFIRM_REMOVAL.to_owned()));
        }
        let (id, navigate) = (id.clone(), navigate.clone());
        let call = api::remove_authenticator(id.clone(), authenticator_id, true);
        remove.send(Box::pin(call), move |removed| match removed {
            Ok(()) => {
                flash.leave([kind.label(), " removed. It no longer signs the user in."].concat());
                navigate(&paths::authenticators(&id), leptos_router::NavigateOptions::default());
            }
            Err(AppError::Invalid(field_errors)) => {
                unticked.set(field_errors.into_iter().next().map(|field_error| field_error.message))
            }
            Err(error) => problem.set(Some(error.to_string())),
        });
    };
    view! {
        <Title text="Remove authenticator"/>
        <BackLink href=back text="Authenticators"/>
        <ErrorSummary errors=errors("confirmed", unticked, problem)/>
        {subject_heading(user.name.clone(), Some(&user.unique_user_id), ["Remove ", kind.noun()].concat())}
        <SummaryList rows=facts(authenticator)/>
        <InsetText>
            <p>"It will no longer sign the user in, and where they are signed in with it now, they are signed out. This cannot be undone."</p>
            <p>"Its record stays in the register. The user may want to delete it from their own device as well."</p>
        </InsetText>
        {last
            .then(|| {
                view! {
                    <WarningCallout heading="This is the last one" level=HeadingLevel::H2>
                        <p>
                            <bdi>{user.name}</bdi>
                            " has no other active authenticator, and cannot sign in until you issue a new one."
                            {is_staff.then_some(" Registration links that they generated and that are still open are cancelled.")}
                        </p>
                    </WarningCallout>
                }
            })}
        <form method="post" novalidate on:submit=submit>
            <Checkbox
                id="confirmed"
                label="I want to remove this authenticator"
                error=unticked
                checked=confirmed
            />
            <LiveButton kind=ButtonKind::Warning busy=remove.pending>"Remove authenticator"</LiveButton>
        </form>
    }
}
