//! Draws the steps of the registration page. In each step there is one thing to do, and the heading takes the focus, so that
//! people who cannot see the page hear where they are.

mod done;
mod elsewhere;
mod invited;
pub(super) mod parts;
mod problem;
mod ready;
mod waiting;
mod words;

use super::{effects::Machine, intro::Intro, state::Step};
use crate::components::{countdown::Countdown, fresh::fresh};
use leptos::prelude::*;

/// The registration page, from the token in the address to *Registration successful*.
pub(super) fn registration_page() -> AnyView {
    let machine = Machine::start();
    let step = move || {
        let step = machine.draw(|state| match (&state.step, &state.details) {
            (Step::Problem(problem), _) => problem::problem(machine, state, problem),
            (Step::Waiting(code), _) => waiting::waiting(machine, code),
            (Step::Done(registered), _) => done::done(registered.clone()),
            (Step::Invited, Some(details)) => match state.obstacle() {
                Some(failure) => problem::obstacle(machine, state, failure),
                None => invited::invited(machine, state, details),
            },
            (Step::Ready, Some(details)) => ready::ready(machine, state, details),
            (Step::Checking | Step::Invited | Step::Ready, _) => view! { <Intro/> }.into_any(),
        });
        fresh(step)
    };
    step.into_any()
}

/// How long the link still works, when that is not long.
fn time_left(machine: Machine) -> AnyView {
    view! { <Countdown seconds_left=Signal::derive(move || machine.seconds_left()) shown_below=300/> }.into_any()
}
