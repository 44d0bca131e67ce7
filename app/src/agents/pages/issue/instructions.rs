//! The instructions for one kind of authenticator, and *Generate link*.

use super::generate::Generate;
use crate::{
    agents::{
        pages::subject::{if_may, subject_heading, subject_id, subject_profile},
        paths,
    },
    api,
    components::{
        loaded::loaded_page,
        nhs::{BackLink, Details, HeadingLevel, WarningCallout},
    },
    kinds::{Advice, ForAgent, advice, for_agent},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{AppError, AuthenticatorKind, AuthenticatorSummary, Device, DeviceFailure, Meeting, UserProfile};

/// What the agent must know before the link is generated. The meeting is in the address, if the agent has chosen it already.
#[component]
pub fn InstructionsPage() -> impl IntoView {
    let profile = subject_profile();
    let id = subject_id();
    let authenticators = Resource::new(move || id.get(), |id| async move { api::list_authenticators(id?).await });
    let (params, query) = (use_params_map(), use_query_map());
    let meeting = move || query.read().get(paths::MEETING).and_then(|meeting| meeting.parse::<Meeting>().ok());
    let kind =
        move || params.read().get(paths::KIND).as_deref().and_then(|kind| kind.parse::<AuthenticatorKind>().ok());
    loaded_page(move || async move {
        let profile = if_may(profile.await, |profile| profile.issue_refused)?;
        let authenticators = authenticators.await?;
        let kind = kind().ok_or(AppError::NotFound)?;
        Ok(view! { <Instructions profile authenticators kind meeting=meeting()/> }.into_any())
    })
}

#[component]
fn Instructions(
    profile: UserProfile,
    authenticators: Vec<AuthenticatorSummary>,
    kind: AuthenticatorKind,
    meeting: Option<Meeting>,
) -> impl IntoView {
    let title = for_agent(kind).title;
    let user = profile.user.clone();
    let known = profile.known_kinds.contains(&kind);
    let (name, back) = (user.name.clone(), paths::issue(&user.unique_user_id));
    let generate = view! { <Generate profile authenticators kind meeting/> }.into_any();
    let content = if known {
        // The agent has generated a link for this kind before, so *Generate link* is in view straight away.
        view! {
            {generate}
            <div class="app-two-thirds">
                <Details summary="Instructions">{instructions(kind, name)}</Details>
            </div>
        }
        .into_any()
    } else {
        view! {
            <div class="app-two-thirds">{instructions(kind, name)}</div>
            {generate}
        }
        .into_any()
    };
    view! {
        <Title text=title/>
        <BackLink href=back/>
        {subject_heading(&user, title)}
        {content}
    }
}

/// What to do before the link is generated, what the user will see, and what to do if something goes wrong.
fn instructions(kind: AuthenticatorKind, name: String) -> AnyView {
    let &ForAgent { presence, before, devices, troubles, .. } = for_agent(kind);
    let before: Vec<_> = before.into_iter().map(|step| view! { <li>{step}</li> }).collect();
    let devices: Vec<_> = devices
        .iter()
        .map(|(device, sees)| view! { <p><strong>{[device, ": "].concat()}</strong> {*sees}</p> })
        .collect();
    let troubles: Vec<_> = troubles.iter().map(|&(failure, device)| trouble(kind, failure, device)).collect();
    view! {
        <WarningCallout heading="The user must register while you are with them" level=HeadingLevel::H2>
            <p>
                "Meet " <bdi translate="no">{name}</bdi> " by video call or face to face and check their identity. " {presence}
            </p>
        </WarningCallout>
        <h2 class="nhsuk-heading-m">"Before you generate the link"</h2>
        <ol class="nhsuk-list nhsuk-list--number">{before}</ol>
        <Details summary="What the user will see">{devices}</Details>
        <Details summary="If something goes wrong">{troubles}</Details>
    }
    .into_any()
}

/// One frequent problem, with the same heading as on the user's page.
fn trouble(kind: AuthenticatorKind, failure: DeviceFailure, device: Device) -> impl IntoView {
    let Advice { title, agent, .. } = advice(kind, failure, device);
    view! { <p><strong>{[title, ": "].concat()}</strong> {agent}</p> }
}
