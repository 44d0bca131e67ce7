//! *Test your authenticator*: a real sign-in ceremony. It signs nobody in, but it is recorded.

use super::view::parts::{ERROR, button, entitle, inset, link, paragraph, start_again, success, summary, title};
use crate::{
    agents::paths::SIGN_IN,
    api,
    components::{
        assertion::AssertionRequest,
        fresh::fresh,
        nhs::{ButtonKind, SummaryRow},
    },
    kinds,
};
use leptos::prelude::*;
use model::{DeviceFailure, Tested};

const TITLE: &str = "Test your authenticator";
const EXPLANATION: &str = "Check that you can sign in with your passkey, security key or Windows Hello. You will not be signed in to \
                           anything. Your Registration Authority (RA) will be able to see that the test worked.";

/// The first words of the page, which the server renders.
#[cfg(feature = "ssr")]
pub(super) fn test_intro() -> AnyView {
    view! {
        <h1 class="nhsuk-heading-l">{TITLE}</h1>
        {paragraph(EXPLANATION)}
    }
    .into_any()
}

/// The page *Test your authenticator*.
pub(super) fn test_page() -> AnyView {
    testing(TITLE, Box::new(|| vec![title(TITLE), paragraph(EXPLANATION)]))
}

/// What is `before` the button, and the button. When the test has worked, its result takes the place of both. `before` sets this
/// title of the document.
pub(super) fn testing(title: &'static str, before: Box<dyn Fn() -> Vec<AnyView> + Send + Sync>) -> AnyView {
    let tested = RwSignal::new(None::<Tested>);
    let shown = move || {
        fresh(match tested.get() {
            Some(tested) => worked(tested),
            None => before().into_iter().chain([test(title, tested)]).collect::<Vec<_>>().into_any(),
        })
    };
    shown.into_any()
}

/// The button, and why the last test did not work.
fn test(title: &'static str, tested: RwSignal<Option<Tested>>) -> AnyView {
    let request = AssertionRequest::new(|| Box::pin(api::load_test_options()), DeviceFailure::when_testing);
    let press = move || {
        request.press(|credential| Box::pin(api::finish_test(credential)), move |outcome| tested.set(Some(outcome)));
    };
    let said = move || {
        let message = request.message.get();
        entitle(if message.is_some() { ERROR } else { "" }, title);
        fresh(message.map_or_else(|| ().into_any(), |message| inset(paragraph(message))))
    };
    let again = start_again(request.waits(), (move || request.start_again()).into());
    view! {
        <div aria-live="assertive" aria-atomic="true">{said}</div>
        {button(ButtonKind::Primary, TITLE, request.busy, press)}
        {again}
    }
    .into_any()
}

/// What the test has shown. The user is done.
fn worked(tested: Tested) -> AnyView {
    let Tested { kind, model, name, at } = tested;
    let rows = vec![
        SummaryRow::new("Signs in as", view! { <bdi translate="no">{name}</bdi> }),
        SummaryRow::new(
            "Authenticator",
            model.map_or_else(|| kind.label().to_owned(), |model| [kind.label(), ": ", &model].concat()),
        ),
        SummaryRow::new("Tested", at.words),
    ];
    vec![
        success(kinds::for_user(kind).works, "You can now close this page"),
        summary(rows),
        link("View your profile (you will need to sign in)", SIGN_IN),
    ]
    .into_any()
}
