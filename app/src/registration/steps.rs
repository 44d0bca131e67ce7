//! What each step of the registration page shows. One thing to do at a time, and its heading takes the focus, so that
//! who cannot see the page hears where they are.

use super::{
    elsewhere::open_elsewhere,
    flow::Flow,
    guide::{self, guide},
    parts::{Line, button, heading, inset, link, numbered, paragraph, paragraph_with_name, status, summary, title},
    test::test,
    words::Words,
};
use crate::components::{
    countdown::Countdown,
    focus::focused,
    nhs::{ButtonKind, Panel, SummaryRow},
};
use leptos::{html, prelude::*};
use model::{AuthenticatorKind, Browser, Device, Next, Place, Registered, RegistrationInvitation};

/// Who the link is for, and what will happen.
pub(super) fn invited(flow: Flow, invitation: RegistrationInvitation) -> AnyView {
    let RegistrationInvitation { kind, name, expires, .. } = invitation;
    let words = guide(kind);
    let browser = flow.found.get_untracked().map_or(Browser::Other, |found| found.browser);
    let rows = vec![
        SummaryRow::new("For", view! { <bdi>{name.clone()}</bdi> }),
        SummaryRow::new("You will register", words.what),
        SummaryRow::new("Link works until", expires.words),
    ];
    let found = move || flow.found.get().map_or(Line::from(""), |found| guide::found(&found, kind).into());
    let mut parts = vec![
        title(words.heading),
        paragraph("Stay in the call, or in the room, with your RA agent until it is done."),
        summary(rows),
        time_left(flow),
        status(found),
        heading("What will happen"),
        numbered(&guide::steps(kind, flow.device())),
    ];
    if kind == AuthenticatorKind::SecurityKey {
        parts.extend([heading("About the PIN"), paragraph(guide::about_the_pin(browser))]);
    }
    parts.extend([
        paragraph(words.secret),
        go_on(flow, kind),
        inset(paragraph_with_name("Not ", &name, "? Close this page and tell your RA agent.")),
    ]);
    parts.into_any()
}

/// *Continue*; for a passkey on a Windows computer that has Windows Hello, on this computer or on another device.
fn go_on(flow: Flow, kind: AuthenticatorKind) -> AnyView {
    let both = Memo::new(move |_| {
        let found = flow.found.get();
        kind == AuthenticatorKind::Passkey
            && found.is_some_and(|found| found.device == Device::Windows && found.platform_authenticator == Some(true))
    });
    let continue_as = move |words, place| button(ButtonKind::Primary, words, flow.busy, move || flow.load_for(place));
    let ways = move || {
        if both.get() {
            vec![continue_as("Continue on this computer", Place::ThisDevice), phone_or_tablet(flow)]
        } else {
            vec![continue_as("Continue", Place::Any)]
        }
    };
    ways.into_any()
}

fn phone_or_tablet(flow: Flow) -> AnyView {
    let press = move || flow.load_for(Place::AnotherDevice);
    button(ButtonKind::Secondary, "Use a phone or tablet instead", flow.busy, press)
}

/// The way back from a phone or tablet that could not be reached; none where this computer is registered already.
fn this_computer(flow: Flow) -> Option<AnyView> {
    let press = move || flow.load_for(Place::ThisDevice);
    (!flow.is_registered_here()).then(|| button(ButtonKind::Secondary, "Use this computer instead", flow.busy, press))
}

/// The match code: the agent types it, and the page goes on by itself.
pub(super) fn waiting(flow: Flow, code: &str) -> AnyView {
    let (first, second) = code.split_at(code.len() / 2);
    // Screen readers spell it out, digit by digit.
    let spelt = code.chars().map(String::from).collect::<Vec<_>>().join(" ");
    let shown = [first, " ", second].concat();
    let waits = move || {
        let words = if flow.not_yet.get() {
            "Not yet: your RA agent has not typed this code. Read it out again."
        } else {
            "Waiting for your RA agent …"
        };
        Line::from(words)
    };
    vec![
        title("Read this code to your RA agent"),
        view! {
            <p class="app-match-code">
                <span aria-hidden="true">{shown}</span>
                <span class="nhsuk-u-visually-hidden">{spelt}</span>
            </p>
        }
        .into_any(),
        paragraph("Say it in the call. When they have typed it, this page goes on by itself."),
        status(waits),
        button(ButtonKind::Secondary, "My RA agent has typed it", flow.busy, move || flow.load()),
        time_left(flow),
        inset(paragraph("Nobody else may have this code. If you are in no call with your RA agent, close this page.")),
    ]
    .into_any()
}

/// How long the link still works.
fn time_left(flow: Flow) -> AnyView {
    view! { <Countdown seconds_left=Signal::derive(move || flow.seconds_left())/> }.into_any()
}

/// The options are loaded: one tap to go.
pub(super) fn ready(flow: Flow, invitation: &RegistrationInvitation) -> AnyView {
    let words = guide(invitation.kind);
    let waiting = move || Line::from(if flow.busy.get() { "Follow the instructions of your device …" } else { "" });
    vec![
        title(words.ready),
        paragraph_with_name("For ", &invitation.name, ""),
        paragraph(words.tap),
        button(ButtonKind::Primary, words.button, flow.busy, move || flow.create()),
        status(waiting),
    ]
    .into_any()
}

/// *Registration successful*.
pub(super) fn done(registered: Registered) -> AnyView {
    let mut rows = vec![SummaryRow::new("Authenticator", registered.kind.label())];
    rows.extend(registered.model.map(|model| SummaryRow::new("Saved in", model)));
    let panel = focused::<html::Div>();
    let success = view! {
        <div class="app-focused-heading" tabindex="-1" node_ref=panel>
            <Panel heading="Registration successful">{guide(registered.kind).yours}</Panel>
        </div>
    };
    vec![
        success.into_any(),
        summary(rows),
        paragraph("Tell your RA agent. Before you close this page, test it while they are with you."),
        test(),
        link("Sign in to see your profile", "/sign-in"),
    ]
    .into_any()
}

/// It did not work, or cannot work here: what happened, and what to do now. Not in red: mostly somebody just cancelled.
/// `in_app`: the page is open within an app, and the user may go on all the same.
pub(super) fn problem(flow: Flow, words: Words, in_app: bool) -> AnyView {
    let Words { title: heading, advice, next } = words;
    let again = || button(ButtonKind::Primary, "Try again", flow.busy, move || flow.load());
    let mut parts = vec![title(heading), paragraph(advice)];
    match next {
        Next::TryAgain => parts.push(again()),
        Next::TryAgainOrPhone if flow.wants_another_device() => {
            parts.push(again());
            parts.extend(this_computer(flow));
        }
        Next::TryAgainOrPhone => parts.extend([again(), phone_or_tablet(flow)]),
        Next::TryAgainOrElsewhere => {
            parts.push(again());
            parts.extend(open_elsewhere(flow, false));
        }
        Next::PhoneOrTablet => parts.push(phone_or_tablet(flow)),
        Next::AnotherBrowser => parts.extend(open_elsewhere(flow, true)),
        Next::OpenElsewhere => parts.extend(open_elsewhere(flow, false)),
        Next::Nothing => {}
    }
    if in_app && flow.found.get_untracked().is_some_and(|found| found.webauthn) {
        let press = move || flow.anyway.set(true);
        parts.push(button(ButtonKind::Secondary, "Continue here all the same", flow.busy, press));
    }
    parts.into_any()
}
