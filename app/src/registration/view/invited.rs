//! The step that says who the link is for, and what will happen.

use super::{
    parts::{Line, button, heading, inset, numbered, paragraph, paragraph_with_name, status, summary, title},
    problem::phone_or_tablet,
    time_left,
};
use crate::{
    components::nhs::{ButtonKind, SummaryRow},
    kinds::{self, ForUser},
    registration::{
        effects::Machine,
        state::{Event, State},
    },
};
use leptos::prelude::*;
use model::{Browser, LinkDetails, Place, Preflight};

pub fn invited(machine: Machine, state: &State, details: &LinkDetails) -> AnyView {
    let LinkDetails { kind, name, expires, .. } = details.clone();
    let words = kinds::for_user(kind);
    let browser = state.found.map_or(Browser::Other, |found| found.browser);
    let rows = vec![
        SummaryRow::new("For", view! { <bdi>{name.clone()}</bdi> }),
        SummaryRow::new("You will register", words.what),
        SummaryRow::new("Link works until", expires.words),
    ];
    let found = move || machine.read(|state| state.found.map_or(Line::from(""), |found| found_words(words, &found)));
    let mut parts = vec![
        title(words.heading),
        paragraph("Stay in the call, or in the room, with your RA agent until it is done."),
        summary(rows),
        time_left(machine),
        status(found),
        heading("What will happen"),
        numbered(&(words.steps)(state.device())),
    ];
    if let Some((about, note)) = (words.note)(browser) {
        parts.extend([heading(about), paragraph(note)]);
    }
    parts.extend([
        paragraph(words.secret),
        go_on(machine, words),
        inset(paragraph_with_name("Not ", &name, "? Close this page and tell your RA agent.")),
    ]);
    parts.into_any()
}

/// What the page found out about the device, in plain words.
fn found_words(words: &ForUser, found: &Preflight) -> Line {
    let [itself, others] = (words.found)(found);
    let parts = ["You are using ", found.device.noun(), " with ", found.browser.name(), ".", itself, others];
    parts.concat().into()
}

/// The button *Continue*; or a button for this computer and one for another device, if the kind offers both.
fn go_on(machine: Machine, words: &'static ForUser) -> AnyView {
    let both = Memo::new(move |_| machine.read(|state| state.found).is_some_and(|found| (words.offers_both)(&found)));
    let continue_as = move |words, place| {
        button(ButtonKind::Primary, words, machine.busy(), move || machine.send(Event::Continue(place)))
    };
    let ways = move || {
        if both.get() {
            vec![continue_as("Continue on this computer", Place::ThisDevice), phone_or_tablet(machine)].into_any()
        } else {
            continue_as("Continue", Place::Any)
        }
    };
    ways.into_any()
}
