//! *Test your authenticator*: a real sign-in ceremony. It signs nobody in, but it is recorded.

use super::view::parts::{button, heading, inset, link, paragraph, summary, title};
use crate::{
    agents::paths::SIGN_IN,
    api,
    components::{
        assertion::AssertionRequest,
        nhs::{ButtonKind, SummaryRow},
    },
};
use leptos::prelude::*;
use model::{DeviceFailure, Tested};

const TITLE: &str = "Test your authenticator";
const EXPLANATION: &str = "Check that your passkey, your security key or Windows Hello signs you in. The test does everything \
                           that signing in does, but opens nothing. It is noted, and your Registration Authority (RA) sees \
                           that it worked.";

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
    vec![title(TITLE), paragraph(EXPLANATION), test(), link("Sign in to see your profile", SIGN_IN)].into_any()
}

/// The button, and the result of the test.
pub(super) fn test() -> AnyView {
    let request = AssertionRequest::new(|| Box::pin(api::load_test_options()), DeviceFailure::when_testing);
    let tested = RwSignal::new(None::<Tested>);
    let press = move || {
        request.press(|credential| Box::pin(api::finish_test(credential)), move |outcome| tested.set(Some(outcome)));
    };
    let said = move || request.message.get().map_or_else(|| ().into_any(), |message| inset(paragraph(message)));
    let outcome = move || match tested.get() {
        Some(tested) => worked(tested),
        None => button(ButtonKind::Primary, TITLE, request.busy, press),
    };
    view! {
        <div aria-live="assertive">{said}</div>
        <div aria-live="polite">{outcome}</div>
    }
    .into_any()
}

fn worked(tested: Tested) -> AnyView {
    let Tested { kind, model, name, at } = tested;
    let rows = vec![
        SummaryRow::new("It signs in", view! { <bdi>{name}</bdi> }),
        SummaryRow::new(
            "Authenticator",
            model.map_or_else(|| kind.label().to_owned(), |model| [kind.label(), ": ", &model].concat()),
        ),
        SummaryRow::new("Tested", at.words),
    ];
    vec![heading("The test worked"), summary(rows)].into_any()
}
