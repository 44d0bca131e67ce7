//! The instructions for one kind of authenticator, and *Generate link*.

use super::{
    generate::Generate,
    subject::{profile_path, subject_profile},
};
use crate::{
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
use model::{AppError, AuthenticatorKind, Device, Failure, UserProfile};

/// What the agent must know before.
#[component]
pub fn InstructionsPage() -> impl IntoView {
    let profile = subject_profile();
    let params = use_params_map();
    let kind = move || params.read().get("kind").as_deref().and_then(|kind| kind.parse::<AuthenticatorKind>().ok());
    loaded(move || {
        Box::pin(async move {
            match (profile.await, kind()) {
                (Ok(UserProfile { issue_refused: Some(refusal), .. }), _) => {
                    view! { <Problem error=AppError::Refused(refusal) page=true/> }.into_any()
                }
                (Ok(profile), Some(kind)) => view! { <Instructions profile kind/> }.into_any(),
                (Ok(_), None) => view! { <Problem error=AppError::NotFound page=true/> }.into_any(),
                (Err(error), _) => view! { <Problem error page=true/> }.into_any(),
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
        <BackLink href=profile_path(&user.unique_user_id, "/authenticators/issue") text="Kind of authenticator"/>
        <h1 class="nhsuk-heading-l">
            <span class="nhsuk-caption-l">
                <bdi>{user.name.clone()}</bdi>
                {[", UUID ", user.unique_user_id.as_str()].concat()}
            </span>
            {title}
        </h1>
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

/// What goes wrong most often, in the words that the user's page takes its own from.
fn trouble(kind: AuthenticatorKind, failure: Failure, device: Device) -> impl IntoView {
    let Advice { title, agent, .. } = advice(kind, failure, device);
    view! { <p><strong>{[title, ": "].concat()}</strong> {agent}</p> }
}
