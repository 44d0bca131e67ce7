//! The pages of this entry point in the browser: the registration page, one step at a time, and the test page.

use super::{
    TEST_PATH,
    flow::{Flow, Step},
    intro::Intro,
    steps::{done, invited, problem, ready, waiting},
    test::test_page,
    words,
};
use crate::browser;
use leptos::prelude::*;
use model::{Browser, Failure};

/// The page that the address is of.
#[component]
pub fn Page() -> impl IntoView {
    if browser::path() == TEST_PATH { test_page() } else { registration_page() }
}

/// The registration page, from the token in the address to *Registration successful*.
fn registration_page() -> AnyView {
    let flow = Flow::begin();
    // Told apart from the rest of what is found, so that the step is not drawn anew for less.
    let obstacle = Memo::new(move |_| match flow.step.get() {
        Step::Invited(invitation) if !flow.anyway.get() => flow.found.get()?.obstacle(invitation.kind),
        _ => None,
    });
    let step = move || match flow.step.get() {
        Step::Checking => view! { <Intro/> }.into_any(),
        Step::Invited(invitation) => match obstacle.get() {
            Some(failure) => {
                let (kind, device) = (invitation.kind, flow.device());
                match (failure, flow.found.get_untracked().map(|found| found.browser)) {
                    (Failure::InApp, Some(Browser::InApp(app))) => {
                        problem(flow, words::in_app(app, kind, device), true)
                    }
                    _ => problem(flow, words::failure(failure, kind, device), false),
                }
            }
            None => invited(flow, invitation),
        },
        Step::Waiting(code) => waiting(flow, &code),
        Step::Ready(invitation) => ready(flow, &invitation),
        Step::Done(registered) => done(registered),
        Step::Problem(words) => problem(flow, words, false),
    };
    step.into_any()
}
