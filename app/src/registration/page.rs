//! The pages of this entry point in the browser: the registration page, one step at a time, and the test page.

use super::{
    TEST_PATH,
    flow::{Flow, Step},
    intro::Intro,
    steps::{Done, Invited, Problem, Ready},
    test::TestPage,
    words,
};
use crate::browser;
use leptos::prelude::*;
use model::Failure;

/// The page that the address is of.
#[component]
pub fn Page() -> impl IntoView {
    if browser::path() == TEST_PATH {
        view! { <TestPage/> }.into_any()
    } else {
        view! { <RegistrationPage/> }.into_any()
    }
}

/// The registration page, from the token in the address to *Registration successful*.
#[component]
fn RegistrationPage() -> impl IntoView {
    let flow = Flow::begin();
    // Told apart from the rest of what is found, so that the step is not drawn anew for less.
    let obstacle = Memo::new(move |_| match flow.step.get() {
        Step::Invited(invitation) if !flow.anyway.get() => flow.found.get()?.obstacle(invitation.kind),
        _ => None,
    });
    move || match flow.step.get() {
        Step::Checking => view! { <Intro/> }.into_any(),
        Step::Invited(invitation) => match obstacle.get() {
            Some(failure) => {
                let words = words::failure(failure, invitation.kind, flow.device());
                view! { <Problem flow words anyway=failure == Failure::InApp/> }.into_any()
            }
            None => view! { <Invited flow invitation/> }.into_any(),
        },
        Step::Ready(invitation) => view! { <Ready flow invitation/> }.into_any(),
        Step::Done(registered) => view! { <Done registered/> }.into_any(),
        Step::Problem(words) => view! { <Problem flow words/> }.into_any(),
    }
}
