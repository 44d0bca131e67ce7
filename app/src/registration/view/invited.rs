//! The step that says who the link is for. The button comes first, so that users see it without scrolling. Below it the page says
//! what will happen.

use super::{
    elsewhere::open_elsewhere,
    parts::{Line, button, heading, inset, numbered, paragraph, paragraph_with_name, status, title},
    problem::phone_or_tablet,
    time_left,
};
use crate::{
    components::nhs::ButtonKind,
    kinds,
    registration::{
        effects::Machine,
        state::{Event, State},
    },
};
use leptos::prelude::*;
use model::{Browser, LinkDetails, Place};

pub fn invited(machine: Machine, state: &State, details: &LinkDetails) -> AnyView {
    let LinkDetails { kind, name, .. } = details;
    let (words, device) = (kinds::for_user(*kind), state.device());
    let browser = state.found.map_or(Browser::Other, |found| found.browser);
    let (both, nearby) = (state.offers_both(), state.is_nearby());
    let (first, steps) = match (both, nearby) {
        (true, _) => (kinds::CHOICE, (words.steps)(device)),
        (_, true) => (kinds::NEARBY, kinds::NEARBY_STEPS),
        _ => (words.heading, (words.steps)(device)),
    };
    let continue_as =
        |words, place| button(ButtonKind::Primary, words, machine.busy(), move || machine.send(Event::Continue(place)));
    let stay = ". Stay on the call, or in the room, with your RA agent until you finish.";
    let mut parts = vec![title(first), paragraph_with_name("For ", name, stay)];
    if both {
        parts.extend([
            continue_as("Continue on this computer", Place::ThisDevice),
            phone_or_tablet(machine, ButtonKind::Secondary),
        ]);
    } else {
        parts.push(continue_as("Continue", Place::Any));
    }
    let bluetooth = move || {
        let words = if machine.read(State::needs_bluetooth) {
            "If you want to save your passkey on a phone or tablet, turn on Bluetooth on this computer first."
        } else {
            ""
        };
        Line::from(words)
    };
    let (about, what_it_is) = words.about;
    parts.extend([time_left(machine), status(bluetooth), heading("What happens next"), numbered(&steps)]);
    parts.extend([heading(about), paragraph(what_it_is)]);
    if let Some((about, note)) = (words.note)(device, browser) {
        parts.extend([heading(about), paragraph(note)]);
    }
    parts.push(paragraph(words.secret));
    if kinds::better_on_a_computer(*kind, device) {
        parts.extend(open_elsewhere(machine, device, false, ButtonKind::Secondary));
    }
    parts.push(inset(paragraph_with_name("If you are not ", name, ", close this page and tell your RA agent.")));
    parts.into_any()
}
