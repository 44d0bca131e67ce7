//! The instructions for one kind of authenticator, and *Generate link*.

use super::generate::Generate;
use crate::{
    agents::{
        pages::subject::{if_may_issue, subject_heading, subject_profile},
        paths,
    },
    components::{
        loaded::loaded,
        nhs::{BackLink, Details, HeadingLevel, WarningCallout},
        problem::Problem,
    },
    kinds::{Advice, ForAgent, advice, for_agent},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{AppError, AuthenticatorKind, Device, DeviceFailure, UserProfile};

/// What the agent must know before the link is generated.
#[component]
pub fn InstructionsPage() -> impl IntoView {
    let profile = subject_profile();
    let params = use_params_map();
    let kind =
        move || params.read().get(paths::KIND).as_deref().and_then(|kind| kind.parse::<AuthenticatorKind>().ok());
    loaded(move || {
        Box::pin(async move {
            let profile = if_may_issue(profile.await);
            match profile.and_then(|profile| Ok((profile, kind().ok_or(AppError::NotFound)?))) {
                Ok((profile, kind)) => view! { <Instructions profile kind/> }.into_any(),
                Err(error) => view! { <Problem error page=true/> }.into_any(),
            }
        })
    })
}

#[component]
fn Instructions(profile: UserProfile, kind: AuthenticatorKind) -> impl IntoView {
    let user = profile.user;
    let &ForAgent { title, presence, before, devices, troubles, .. } = for_agent(kind);
    let before: Vec<_> = before.into_iter().map(|step| view! { <li>{step}</li> }).collect();
    let devices: Vec<_> = devices
        .iter()
        .map(|(device, sees)| view! { <p><strong>{[device, ": "].concat()}</strong> {*sees}</p> })
        .collect();
    let troubles: Vec<_> = troubles.iter().map(|&(failure, device)| trouble(kind, failure, device)).collect();
    view! {
        <Title text=title/>
        <BackLink href=paths::issue(&user.unique_user_id) text="Kind of authenticator"/>
        {subject_heading(user.name.clone(), Some(&user.unique_user_id), title)}
        <WarningCallout heading="In your presence" level=HeadingLevel::H2>
            <p>
                "Meet " <bdi>{user.name}</bdi> " by video call or face to face, and check that it is them. " {presence}
            </p>
        </WarningCallout>
        <h2 class="nhsuk-heading-m">"What to do"</h2>
        <ol class="nhsuk-list nhsuk-list--number">{before}</ol>
        <Details summary="What the user will see">{devices}</Details>
        <Details summary="When it does not work">{troubles}</Details>
        <Generate id=user.unique_user_id kind terms=profile.link_terms/>
    }
}

/// One frequent problem, with the same heading as on the user's page.
fn trouble(kind: AuthenticatorKind, failure: DeviceFailure, device: Device) -> impl IntoView {
    let Advice { title, agent, .. } = advice(kind, failure, device);
    view! { <p><strong>{[title, ": "].concat()}</strong> {agent}</p> }
}
