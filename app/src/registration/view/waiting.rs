//! The step that shows the match code. When the agent has entered it, the page goes on by itself.

use super::{
    parts::{Line, button, inset, paragraph, status, title},
    time_left,
};
use crate::{
    components::nhs::{ButtonKind, VisuallyHidden},
    registration::{effects::Machine, state::Event},
};
use leptos::prelude::*;
use std::time::Duration;

/// How long the page waits before it offers to ask the server. At first the button would only invite people to select it.
const LONG: Duration = Duration::from_secs(20);

pub fn waiting(machine: Machine, code: &str) -> AnyView {
    let (first, second) = code.split_at(code.len() / 2);
    // Screen readers read it digit by digit.
    let spelt = code.chars().map(String::from).collect::<Vec<_>>().join(" ");
    let shown = [first, " ", second].concat();
    let waits = move || {
        let words = if machine.read(|state| state.not_yet) {
            "Your RA agent has not entered this code yet. Read it out again."
        } else {
            "Waiting for your RA agent to enter the code"
        };
        Line::from(words)
    };
    let long = RwSignal::new(false);
    let waited: Box<dyn FnOnce()> = Box::new(move || {
        long.try_set(true);
    });
    set_timeout(waited, LONG);
    let entered = move || {
        if long.get() {
            let press = move || machine.send(Event::TryAgain);
            button(ButtonKind::Secondary, "My RA agent has entered the code", machine.busy(), press)
        } else {
            ().into_any()
        }
    };
    vec![
        title("Read this code out to your RA agent"),
        view! {
            <p class="app-match-code" translate="no">
                <span aria-hidden="true">{shown}</span>
                <VisuallyHidden>{spelt}</VisuallyHidden>
            </p>
        }
        .into_any(),
        paragraph("Read it out, or type it in the call's chat. This page will move on when they have entered it."),
        status(waits),
        entered.into_any(),
        time_left(machine),
        inset(paragraph(
            "Do not give this code to anyone else. If you are not on a call with your RA agent, close this page.",
        )),
    ]
    .into_any()
}
