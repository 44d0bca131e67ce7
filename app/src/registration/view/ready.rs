//! The step before the last tap, when the options are loaded. It shows what the device will show.

use super::parts::{Line, button, numbered, paragraph, paragraph_with_name, picture, start_again, status, title};
use crate::{
    components::{nhs::ButtonKind, options::ONCE_MORE},
    kinds::{self, Picture},
    registration::{
        effects::Machine,
        state::{Event, Request, State},
    },
};
use leptos::prelude::*;
use model::LinkDetails;

pub fn ready(machine: Machine, state: &State, details: &LinkDetails) -> AnyView {
    let words = kinds::for_user(details.kind);
    let (heading, what_happens, shown) = if state.is_nearby() {
        (kinds::NEARBY, numbered(&kinds::NEARBY_TAP), Picture::ComputerAndPhone)
    } else {
        (words.ready, paragraph(words.tap), (words.picture)(state.device()))
    };
    let said = move || {
        let words = match machine.read(|state| (state.under_way, state.once_more)) {
            (Some(Request::Prompt | Request::Finish), _) => "Follow the instructions on your device",
            (None, true) => ONCE_MORE,
            _ => "",
        };
        Line::from(words)
    };
    vec![
        title(heading),
        paragraph_with_name("For ", &details.name, ""),
        what_happens,
        picture(shown),
        button(ButtonKind::Primary, words.button, machine.busy(), move || machine.tap()),
        status(said),
        start_again(machine.waits(), (move || machine.send(Event::StartAgain)).into()),
    ]
    .into_any()
}
