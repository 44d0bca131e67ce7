//! What each step of the registration page shows. One thing to do at a time, and its heading takes the focus, so that
//! who cannot see the page hears where they are.

use super::{
    elsewhere::OpenElsewhere,
    flow::Flow,
    guide::{self, guide},
    test::Test,
    words::Words,
};
use crate::components::{
    focus::FocusedHeading,
    nhs::{Button, ButtonKind, ButtonType, Details, InsetText, Panel, SummaryList, SummaryRow, focus},
};
use leptos::{html, prelude::*};
use model::{AuthenticatorKind, Browser, Device, Next, Place, Registered, RegistrationInvitation};

/// Who the link is for, and what will happen.
#[component]
pub(super) fn Invited(flow: Flow, invitation: RegistrationInvitation) -> impl IntoView {
    let RegistrationInvitation { kind, name, expires } = invitation;
    let words = guide(kind);
    let browser = flow.found.get_untracked().map_or(Browser::Other, |found| found.browser);
    let rows = vec![
        SummaryRow::new("For", view! { <bdi>{name.clone()}</bdi> }),
        SummaryRow::new("You will register", words.what),
        SummaryRow::new("Link works until", expires.words),
    ];
    let steps = guide::steps(kind, flow.device()).map(|step| view! { <li>{step}</li> });
    let pin = (kind == AuthenticatorKind::SecurityKey).then(|| {
        view! {
            <h2 class="nhsuk-heading-m">"About the PIN"</h2>
            <p>{guide::about_the_pin(browser)}</p>
        }
    });
    view! {
        <FocusedHeading>{words.heading}</FocusedHeading>
        <p>"Stay in the call, or in the room, with your RA agent until it is done."</p>
        <SummaryList rows/>
        <p>{move || flow.found.get().map(|found| guide::found(&found, kind))}</p>
        <h2 class="nhsuk-heading-m">"What will happen"</h2>
        <ol class="nhsuk-list nhsuk-list--number">{steps.to_vec()}</ol>
        {pin}
        <p>{words.secret}</p>
        <Continue flow kind/>
        <InsetText>
            <p>"Not " <bdi>{name}</bdi> "? Close this page and tell your RA agent."</p>
        </InsetText>
    }
}

/// *Continue*; for a passkey on a Windows computer that has Windows Hello, on this computer or on another device.
#[component]
fn Continue(flow: Flow, kind: AuthenticatorKind) -> impl IntoView {
    let both = Memo::new(move |_| {
        let found = flow.found.get();
        kind == AuthenticatorKind::Passkey
            && found.is_some_and(|found| found.device == Device::Windows && found.platform_authenticator == Some(true))
    });
    move || {
        if both.get() {
            view! {
                <Tap flow place=Place::ThisDevice>"Continue on this computer"</Tap>
                <PhoneOrTablet flow/>
            }
            .into_any()
        } else {
            view! { <Tap flow place=Place::Any>"Continue"</Tap> }.into_any()
        }
    }
}

#[component]
fn Tap(flow: Flow, place: Place, children: Children) -> impl IntoView {
    view! {
        <Button button_type=ButtonType::Button disabled=flow.busy on:click=move |_| flow.load_for(place)>
            {children()}
        </Button>
    }
}

#[component]
fn PhoneOrTablet(flow: Flow) -> impl IntoView {
    view! {
        <p>
            <Button
                kind=ButtonKind::Secondary
                button_type=ButtonType::Button
                disabled=flow.busy
                on:click=move |_| flow.load_for(Place::AnotherDevice)
            >
                "Use a phone or tablet instead"
            </Button>
        </p>
    }
}

/// The options are loaded: one tap to go.
#[component]
pub(super) fn Ready(flow: Flow, invitation: RegistrationInvitation) -> impl IntoView {
    let words = guide(invitation.kind);
    view! {
        <FocusedHeading>{words.ready}</FocusedHeading>
        <p>"For " <strong><bdi>{invitation.name}</bdi></strong></p>
        <p>{words.tap}</p>
        <Button button_type=ButtonType::Button disabled=flow.busy on:click=move |_| flow.create()>
            {words.button}
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
            <Panel heading="Registration successful">{guide(registered.kind).yours}</Panel>
        </div>
        <SummaryList rows=vec![
            SummaryRow::new("Authenticator", registered.kind.label()),
            SummaryRow::new("Saved in", registered.model),
        ]/>
        <p>"Tell your RA agent that it is done, and test it while they are with you."</p>
        <Test/>
        <p>
            "Then you can close this page, or " <a href="/sign-in">"sign in to see your profile"</a> "."
        </p>
    }
}

/// It did not work, or cannot work here: what happened, and what to do now. Not in red: mostly somebody just cancelled.
#[component]
pub(super) fn Problem(
    flow: Flow,
    words: Words,
    /// Whether the page is open within an app, and the user may go on all the same.
    #[prop(optional)]
    anyway: bool,
) -> impl IntoView {
    let Words { title, advice, agent, next } = words;
    let again = || {
        view! {
            <Button button_type=ButtonType::Button disabled=flow.busy on:click=move |_| flow.load()>
                "Try again"
            </Button>
        }
    };
    let ways = match next {
        Next::TryAgain => again().into_any(),
        Next::TryAgainOrPhone => view! { {again()} <PhoneOrTablet flow/> }.into_any(),
        Next::PhoneOrTablet => view! { <PhoneOrTablet flow/> }.into_any(),
        Next::OpenElsewhere => view! { <OpenElsewhere flow in_app=anyway/> }.into_any(),
        Next::Nothing => ().into_any(),
    };
    let go_on = (anyway && flow.found.get_untracked().is_some_and(|found| found.webauthn)).then(|| {
        view! {
            <p>
                <Button
                    kind=ButtonKind::Secondary
                    button_type=ButtonType::Button
                    on:click=move |_| flow.anyway.set(true)
                >
                    "Continue here all the same"
                </Button>
            </p>
        }
    });
    view! {
        <FocusedHeading>{title}</FocusedHeading>
        <p>{advice}</p>
        {ways}
        {go_on}
        {agent.map(|agent| view! { <Details summary="What to tell your RA agent"><p>{agent}</p></Details> })}
    }
}
