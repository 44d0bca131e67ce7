//! The step that shows the match code. When the agent has typed it, the page goes on by itself.

use super::{
    parts::{Line, button, inset, paragraph, status, title},
    time_left,
};
use crate::{
    components::nhs::{ButtonKind, VisuallyHidden},
    registration::{effects::Machine, state::Event},
};
use leptos::prelude::*;

pub fn waiting(machine: Machine, code: &str) -> AnyView {
    let (first, second) = code.split_at(code.len() / 2);
    // Screen readers read it digit by digit.
    let spelt = code.chars().map(String::from).collect::<Vec<_>>().join(" ");
    let shown = [first, " ", second].concat();
    let waits = move || {
        let words = if machine.read(|state| state.not_yet) {
            "Not yet: your RA agent has not typed this code. Read it out again."
        } else {
            "Waiting for your RA agent …"
        };
        Line::from(words)
    };
    let typed = move || machine.send(Event::TryAgain);
    vec![
        title("Read this code to your RA agent"),
        view! {
            <p class="app-match-code">
                <span aria-hidden="true">{shown}</span>
                <VisuallyHidden>{spelt}</VisuallyHidden>
            </p>
        }
        .into_any(),
        paragraph("Say it in the call. When they have typed it, this page goes on by itself."),
        status(waits),
        button(ButtonKind::Secondary, "My RA agent has typed it", machine.busy(), typed),
        time_left(machine),
        inset(paragraph("Nobody else may have this code. If you are in no call with your RA agent, close this page.")),
    ]
    .into_any()
}
