//! *Test your authenticator*: a real sign-in ceremony that signs nobody in, and is recorded.

use crate::{
    api,
    components::{
        assertion::AssertionRequest,
        focus::FocusedHeading,
        nhs::{Button, ButtonType, InsetText, SummaryList, SummaryRow},
        time::Time,
    },
};
use leptos::prelude::*;
use model::Tested;

/// The first words of the page: the server renders them.
#[component]
pub(super) fn TestIntro() -> impl IntoView {
    view! {
        <h1 class="nhsuk-heading-l">"Test your authenticator"</h1>
        <Explanation/>
    }
}

/// The page of its own.
#[component]
pub(super) fn TestPage() -> impl IntoView {
    view! {
        <FocusedHeading>"Test your authenticator"</FocusedHeading>
        <Explanation/>
        <Test/>
        <p>
            <a href="/sign-in">"Sign in to see your profile"</a>
        </p>
    }
}

#[component]
fn Explanation() -> impl IntoView {
    view! {
        <p>
            "Check that your passkey, your security key or Windows Hello signs you in. The test does everything that signing in \
             does, but opens nothing. It is noted, and your Registration Authority (RA) sees that it worked."
        </p>
    }
}

/// The button and what came of it.
#[component]
pub(super) fn Test() -> impl IntoView {
    let request = AssertionRequest::new(|| Box::pin(api::start_test()));
    let tested = RwSignal::new(None::<Tested>);
    let press = move |_| {
        request.press(|credential| Box::pin(api::finish_test(credential)), move |outcome| tested.set(Some(outcome)));
    };
    view! {
        <div aria-live="assertive">
            {move || request.message.get().map(|message| view! { <InsetText><p>{message}</p></InsetText> })}
        </div>
        <div aria-live="polite">
            {move || match tested.get() {
                Some(tested) => view! { <Worked tested/> }.into_any(),
                None => {
                    view! {
                        <Button
                            button_type=ButtonType::Button
                            disabled=Signal::derive(move || !request.ready.get())
                            on:click=press
                        >
                            "Test your authenticator"
                        </Button>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}

#[component]
fn Worked(tested: Tested) -> impl IntoView {
    let Tested { kind, model, name, at } = tested;
    view! {
        <h2 class="nhsuk-heading-m">"The test worked"</h2>
        <SummaryList rows=vec![
            SummaryRow::new("It signs in", view! { <bdi>{name}</bdi> }),
            SummaryRow::new("Authenticator", [kind.label(), ": ", &model].concat()),
            SummaryRow::new("Tested", view! { <Time moment=at/> }),
        ]/>
    }
}
