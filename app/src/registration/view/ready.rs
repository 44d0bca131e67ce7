//! The step before the last tap, when the options are loaded.

use super::parts::{Line, button, paragraph, paragraph_with_name, status, title};
use crate::{
    components::nhs::ButtonKind,
    kinds,
    registration::{effects::Machine, state::Event},
};
use leptos::prelude::*;
use model::LinkDetails;

pub fn ready(machine: Machine, details: &LinkDetails) -> AnyView {
    let words = kinds::for_user(details.kind);
    let busy = machine.busy();
    let waiting = move || Line::from(if busy.get() { "Follow the instructions of your device …" } else { "" });
    vec![
        title(words.ready),
        paragraph_with_name("For ", &details.name, ""),
        paragraph(words.tap),
        button(ButtonKind::Primary, words.button, busy, move || machine.send(Event::Create)),
        status(waiting),
    ]
    .into_any()
}
