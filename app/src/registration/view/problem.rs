//! The step that says what did not work or cannot work here, and what to do now. It is not in red, because most of the time the
//! user just cancelled.

use super::{
    elsewhere::open_elsewhere,
    parts::{button, paragraph, title_of_problem},
    words::{self, Words},
};
use crate::{
    browser,
    components::nhs::ButtonKind,
    kinds::Next,
    registration::{
        PASTE_ID,
        effects::Machine,
        state::{Event, Problem, State},
    },
};
use leptos::prelude::*;
use model::{Browser, DeviceFailure, Place};

pub fn problem(machine: Machine, state: &State, problem: &Problem) -> AnyView {
    draw(machine, state, words::problem(problem, state.kind(), state.device())).into_any()
}

/// The obstacle before *Continue*. Within an app, the user may go on anyway.
pub fn obstacle(machine: Machine, state: &State, failure: DeviceFailure) -> AnyView {
    let words = words::failure(failure, state.kind(), state.device());
    let (DeviceFailure::InApp, Some(Browser::InApp(app))) = (failure, state.found.map(|found| found.browser)) else {
        return draw(machine, state, words).into_any();
    };
    let mut parts = draw(machine, state, words::in_app(app, state.device(), words));
    if state.found.is_some_and(|found| found.webauthn) {
        let press = move || machine.send(Event::Anyway);
        parts.push(button(ButtonKind::Secondary, "Continue in this app anyway", machine.busy(), press));
    }
    parts.into_any()
}

fn draw(machine: Machine, state: &State, words: Words) -> Vec<AnyView> {
    let Words { title: heading, advice, next } = words;
    let again = || button(ButtonKind::Primary, "Try again", machine.busy(), move || machine.send(Event::TryAgain));
    let mut parts = vec![title_of_problem(heading), paragraph(advice)];
    match next {
        Next::TryAgain => parts.push(again()),
        Next::TryAgainOrPhone if state.wants_another_device() => {
            parts.push(again());
            // If the phone or tablet could not be reached, the user can go back to this computer.
            if !state.registered_here {
                parts.push(this_computer(machine));
            }
        }
        Next::TryAgainOrPhone => parts.extend([again(), phone_or_tablet(machine, ButtonKind::Secondary)]),
        Next::TryAgainOrElsewhere => {
            parts.push(again());
            parts.extend(open_elsewhere(machine, state.device(), false, ButtonKind::Secondary));
        }
        Next::PhoneOrTablet => parts.push(phone_or_tablet(machine, ButtonKind::Primary)),
        Next::AnotherBrowser | Next::OpenElsewhere => {
            let same_device = next == Next::AnotherBrowser;
            parts.extend(open_elsewhere(machine, state.device(), same_device, ButtonKind::Primary));
        }
        // The field is in the document already, below these parts.
        Next::Paste => browser::reveal(PASTE_ID),
        Next::Nothing => {}
    }
    parts
}

pub fn phone_or_tablet(machine: Machine, kind: ButtonKind) -> AnyView {
    let press = move || machine.send(Event::Continue(Place::AnotherDevice));
    button(kind, "Use a phone or tablet instead", machine.busy(), press)
}

fn this_computer(machine: Machine) -> AnyView {
    let press = move || machine.send(Event::Continue(Place::ThisDevice));
    button(ButtonKind::Secondary, "Use this computer instead", machine.busy(), press)
}
