//! What the agent can do about the link itself: cancel it, or generate another one.

use super::words::words;
use crate::{
    agents::pages::issue::GenerateAgain,
    api,
    components::{
        focus::focused,
        fresh::fresh,
        live_button::LiveButton,
        nhs::{Button, ButtonKind, ButtonType},
        submission::Submission,
    },
};
use leptos::{ev, html, prelude::*, wasm_bindgen::JsCast, web_sys::HtmlElement};
use model::{LinkEnd, UniqueUserId, WatchedLink};

/// The place of *Cancel link*.
const PLACE: &str = "cancel";

/// After a link that has ended without a registration: one button generates another one with the same choices.
#[component]
pub fn Again(user: UniqueUserId, picture: RwSignal<WatchedLink>, cancellable: Memo<bool>) -> impl IntoView {
    let in_vain = Memo::new(move |_| {
        let ended = |picture: &WatchedLink| picture.end.is_some_and(|end| end != LinkEnd::Registered);
        // Nothing can be issued to somebody whose profile is closed.
        !cancellable.get() && picture.with(|picture| ended(picture) && picture.closed.is_none())
    });
    move || {
        let user = user.clone();
        let link = picture.get_untracked();
        let again = in_vain.get().then(|| view! { <GenerateAgain user link/> });
        fresh(view! { <div class="app-not-printed">{again}</div> }.into_any())
    }
}

/// As long as something can happen to the link: *Replace this link*, and *Cancel link*.
#[component]
pub fn Ending(
    user: UniqueUserId,
    picture: RwSignal<WatchedLink>,
    cancellable: Memo<bool>,
    again: String,
) -> impl IntoView {
    let problem = RwSignal::new(None::<String>);
    let asked = RwSignal::new(false);
    let link = picture.with_untracked(|picture| picture.id);
    let cancel = Submission::new();
    let press = move || {
        let user = user.clone();
        asked.set(false);
        let call = async move {
            let outcome = api::cancel_link(user.clone(), link).await;
            // Perhaps the link has already ended, and the page does not know that yet. So the page loads the state of the link,
            // to show how the link ended and what the agent can do now.
            if outcome.is_err()
                && let Ok(seen) = api::watch_link(user, link).await
            {
                drop(picture.try_set(seen));
            }
            outcome
        };
        cancel.send(Box::pin(call), move |outcome| {
            if let Err(error) = outcome {
                problem.set(Some(words(&error)));
            }
        });
    };
    let keep = move || {
        asked.set(false);
        request_animation_frame(|| {
            let button = document().query_selector(&["#", PLACE, " button"].concat()).ok().flatten();
            if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
                drop(button.focus());
            }
        });
    };
    let button = move || {
        let view = match (cancellable.get(), asked.get()) {
            (false, _) => ().into_any(),
            (true, false) => view! {
                <LiveButton
                    kind=ButtonKind::Secondary
                    button_type=ButtonType::Button
                    busy=cancel.pending
                    press=move || asked.set(true)
                >
                    "Cancel link"
                </LiveButton>
            }
            .into_any(),
            (true, true) => view! { <Confirm press=press.clone() keep/> }.into_any(),
        };
        fresh(view)
    };
    let replace = move || {
        let again = again.clone();
        fresh(cancellable.get().then(|| view! { <p><a href=again>"Replace this link"</a></p> }).into_any())
    };
    view! {
        <div class="app-not-printed">
            <div role="alert">{move || fresh(problem.get().map(|problem| view! { <p>{problem}</p> }).into_any())}</div>
            {replace}
            <div id=PLACE>{button}</div>
        </div>
    }
}

/// Asks whether the link is to be cancelled, in the place of the button. Escape keeps the link.
#[component]
fn Confirm(
    press: impl Fn() + Clone + Send + Sync + 'static,
    keep: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let question = focused::<html::P>();
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            keep();
        }
    };
    view! {
        <div role="group" aria-labelledby="cancel-question" on:keydown=escape>
            <p class="app-focused-heading" id="cancel-question" node_ref=question>
                "Are you sure? The user will not be able to register with this link."
            </p>
            <div class="nhsuk-button-group">
                <Button kind=ButtonKind::Warning button_type=ButtonType::Button press>
                    "Yes, cancel it"
                </Button>
                <Button kind=ButtonKind::Secondary button_type=ButtonType::Button press=keep>
                    "Keep link"
                </Button>
            </div>
        </div>
    }
}
