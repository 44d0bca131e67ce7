//! What each step of the registration page shows. One thing to do at a time, and its heading takes the focus, so that
//! who cannot see the page hears where they are.

use super::{page::Flow, words::Words};
use crate::components::{
    focus::FocusedHeading,
    nhs::{Button, ButtonType, InsetText, Panel, SummaryList, SummaryRow, focus},
};
use leptos::{html, prelude::*};
use model::{Registered, RegistrationInvitation};

/// Who the link is for, and what will happen.
#[component]
pub(super) fn Invited(flow: Flow, invitation: RegistrationInvitation) -> impl IntoView {
    let (noun, name) = (invitation.kind.noun(), invitation.name.clone());
    let rows = vec![
        SummaryRow::new("For", view! { <bdi>{invitation.name}</bdi> }),
        SummaryRow::new("You will register", ["A ", noun].concat()),
        SummaryRow::new("Link works until", invitation.expires.words),
    ];
    view! {
        <FocusedHeading>{["Register your ", noun].concat()}</FocusedHeading>
        <p>"Stay in the call, or in the room, with your RA agent until it is done."</p>
        <SummaryList rows/>
        <h2 class="nhsuk-heading-m">"What will happen"</h2>
        <ol class="nhsuk-list nhsuk-list--number">
            <li>"Press Continue, then Create passkey."</li>
            <li>"Your device asks you to save a passkey for this service."</li>
            <li>"Confirm with your face, your fingerprint or the PIN that unlocks this device."</li>
        </ol>
        <p>"Your face, your fingerprint and your PIN stay on your device. Nobody else sees them."</p>
        <Button button_type=ButtonType::Button disabled=flow.busy on:click=move |_| flow.load()>
            "Continue"
        </Button>
        <InsetText>
            <p>"Not " <bdi>{name}</bdi> "? Close this page and tell your RA agent."</p>
        </InsetText>
    }
}

/// The options are loaded: one tap to go.
#[component]
pub(super) fn Ready(flow: Flow, invitation: RegistrationInvitation) -> impl IntoView {
    view! {
        <FocusedHeading>"Create your passkey"</FocusedHeading>
        <p>"For " <strong><bdi>{invitation.name}</bdi></strong></p>
        <p>"When you press the button, your device asks you to save a passkey. Follow what it says."</p>
        <Button button_type=ButtonType::Button disabled=flow.busy on:click=move |_| flow.create()>
            "Create passkey"
        </Button>
        <p role="status">{move || flow.busy.get().then_some("Follow the instructions of your device …")}</p>
    }
}

/// *Registration successful*.
#[component]
pub(super) fn Done(registered: Registered) -> impl IntoView {
    let panel = NodeRef::<html::Div>::new();
    Effect::new(move || {
        if let Some(panel) = panel.get() {
            focus(&panel);
        }
    });
    view! {
        <div class="app-focused-heading" node_ref=panel>
            <Panel heading="Registration successful">
                {["Your ", registered.kind.noun(), " is ready to use"].concat()}
            </Panel>
        </div>
        <SummaryList rows=vec![
            SummaryRow::new("Authenticator", registered.kind.label()),
            SummaryRow::new("Saved in", registered.model),
        ]/>
        <p>"Tell your RA agent that it is done. You can close this page."</p>
        <p><a href="/sign-in">"Sign in with it to see your profile"</a></p>
    }
}

/// It did not work: what happened, and what to do now. Not in red: mostly somebody just cancelled.
#[component]
pub(super) fn Problem(flow: Flow, words: Words) -> impl IntoView {
    let Words { title, advice, retry } = words;
    view! {
        <FocusedHeading>{title}</FocusedHeading>
        <p>{advice}</p>
        {retry
            .then(|| {
                view! {
                    <Button button_type=ButtonType::Button disabled=flow.busy on:click=move |_| flow.load()>
                        "Try again"
                    </Button>
                }
            })}
    }
}
