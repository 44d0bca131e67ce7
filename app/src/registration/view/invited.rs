//! Who the link is for, and what will happen.

use super::{
    parts::{Line, button, heading, inset, numbered, paragraph, paragraph_with_name, status, summary, title},
    problem::phone_or_tablet,
    time_left,
};
use crate::{
    components::nhs::{ButtonKind, SummaryRow},
    registration::{
        effects::Machine,
        guide::{self, guide},
        state::{Event, State},
    },
};
use leptos::prelude::*;
use model::{AuthenticatorKind, Browser, Device, Place, RegistrationInvitation};

pub fn invited(machine: Machine, state: &State, invitation: &RegistrationInvitation) -> AnyView {
    let RegistrationInvitation { kind, name, expires, .. } = invitation.clone();
    let words = guide(kind);
    let browser = state.found.map_or(Browser::Other, |found| found.browser);
    let rows = vec![
        SummaryRow::new("For", view! { <bdi>{name.clone()}</bdi> }),
        SummaryRow::new("You will register", words.what),
        SummaryRow::new("Link works until", expires.words),
    ];
    let found =
        move || machine.read(|state| state.found.map_or(Line::from(""), |found| guide::found(&found, kind).into()));
    let mut parts = vec![
        title(words.heading),
        paragraph("Stay in the call, or in the room, with your RA agent until it is done."),
        summary(rows),
        time_left(machine),
        status(found),
        heading("What will happen"),
        numbered(&guide::steps(kind, state.device())),
    ];
    if kind == AuthenticatorKind::SecurityKey {
        parts.extend([heading("About the PIN"), paragraph(guide::about_the_pin(browser))]);
    }
    parts.extend([
        paragraph(words.secret),
        go_on(machine, kind),
        inset(paragraph_with_name("Not ", &name, "? Close this page and tell your RA agent.")),
    ]);
    parts.into_any()
}

/// *Continue*; for a passkey on a Windows computer that has Windows Hello, on this computer or on another device.
fn go_on(machine: Machine, kind: AuthenticatorKind) -> AnyView {
    let both = Memo::new(move |_| {
        let found = machine.read(|state| state.found);
        kind == AuthenticatorKind::Passkey
            && found.is_some_and(|found| found.device == Device::Windows && found.platform_authenticator == Some(true))
    });
    let continue_as = move |words, place| {
        button(ButtonKind::Primary, words, machine.busy(), move || machine.send(Event::Continue(place)))
    };
    let ways = move || {
        if both.get() {
            vec![continue_as("Continue on this computer", Place::ThisDevice), phone_or_tablet(machine)]
        } else {
            vec![continue_as("Continue", Place::Any)]
        }
    };
    ways.into_any()
}
