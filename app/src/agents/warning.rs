//! The dialogue that warns people two minutes before their session ends.

use super::timeout::Timeout;
use crate::components::{
    changing::changing_words,
    effect::effect,
    fresh::fresh,
    nhs::{Button, ButtonKind, ButtonType, Text},
};
use leptos::{html, prelude::*};
use model::SessionLeft;

const HEADING: &str = "timeout-heading";
const WORDS: &str = "timeout-words";

/// The dialogue. It is open while the page must warn. Escape stays signed in, or puts the dialogue away when the session cannot last
/// longer.
#[component]
pub fn Warning(
    /// The address of the page, to which the person comes back after signing in again.
    here: Signal<String>,
) -> impl IntoView {
    let timeout = Timeout::of_document();
    let dialog = NodeRef::<html::Dialog>::new();
    let open = Memo::new(move |_| timeout.warning.with(Option::is_some));
    // Whether the session cannot last longer. This stays as it is while the dialogue closes.
    let at_its_end = Memo::new(move |before: Option<&bool>| {
        timeout.warning.get().map_or(before.copied().unwrap_or_default(), SessionLeft::is_at_its_end)
    });
    // The browser closes the dialogue by itself after Escape.
    let closed = move || {
        if open.get_untracked() && !at_its_end.get_untracked() {
            timeout.stay();
        }
    };
    let away = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    effect(Box::new(move || {
        if !open.get() {
            return away();
        }
        // The first button takes the focus, so the buttons must be the right ones already.
        request_animation_frame(move || {
            if let Some(dialog) = dialog.get_untracked().filter(|dialog| open.get_untracked() && !dialog.open()) {
                // This fails only if the dialogue is not in the document.
                drop(dialog.show_modal());
            }
        });
    }));
    let heading = move || -> Text {
        match timeout.warning.get().map_or(0, SessionLeft::soonest) {
            91.. => "You will be signed out in 2 minutes".into(),
            46.. => "You will be signed out in 1 minute".into(),
            _ => "You will be signed out in less than 1 minute".into(),
        }
    };
    let words = move || -> Text {
        if at_its_end.get() {
            "You have been signed in for as long as this service allows. Sign in again to carry on with this page."
                .into()
        } else {
            "You have not used this service for a while.".into()
        }
    };
    let buttons = move || {
        let buttons = if at_its_end.get() {
            view! {
                {sign_out(Some(here), "nhsuk-button", "Sign in again")}
                <Button kind=ButtonKind::Secondary button_type=ButtonType::Button press=away>
                    "Not now"
                </Button>
            }
            .into_any()
        } else {
            view! {
                <Button button_type=ButtonType::Button press=away>
                    "Stay signed in"
                </Button>
                {sign_out(None, "nhsuk-button nhsuk-button--secondary", "Sign out")}
            }
            .into_any()
        };
        fresh(buttons)
    };
    view! {
        <dialog
            class="app-dialog"
            role="alertdialog"
            aria-labelledby=HEADING
            aria-describedby=WORDS
            node_ref=dialog
            on:close=move |_| closed()
        >
            <h2 class="nhsuk-heading-m" id=HEADING aria-live="polite">
                {changing_words(Box::new(heading))}
            </h2>
            <p id=WORDS>{changing_words(Box::new(words))}</p>
            <div class="nhsuk-button-group">{buttons}</div>
        </dialog>
    }
}

/// A button that ends the session. With `next`, the person signs in again and gets to that page.
fn sign_out(next: Option<Signal<String>>, class: &'static str, words: &'static str) -> AnyView {
    let next = next.map(|next| view! { <input type="hidden" name="next" value=move || next.get()/> });
    view! {
        <form action="/api/sign_out" method="post">
            {next} <button class=class>{words}</button>
        </form>
    }
    .into_any()
}
