//! The browsers that began with a link, as its agent sees them.

use crate::components::{
    nhs::{Tag, TagColour},
    time::Time,
};
use leptos::prelude::*;
use model::{AttemptStage, AuthenticatorKind, Browser, Preflight, WatchedAttempt};

/// One browser: what it is, how far it has come, and what may help.
pub fn attempt(kind: AuthenticatorKind, attempt: WatchedAttempt) -> AnyView {
    let WatchedAttempt { number, device, browser, opened, preflight, stage } = attempt;
    let title = [&number.to_string(), ". ", &capital(device.noun()), ", ", browser.name()].concat();
    let (colour, word, more) = match stage {
        AttemptStage::CodeWanted => {
            (TagColour::Yellow, "Match code wanted", "It shows a code. Ask the user to read it out, and type it above.")
        }
        AttemptStage::Admitted => (TagColour::Blue, "Ready", "The user can go on: one more tap opens the prompt."),
        AttemptStage::Prompted => (TagColour::Blue, "Prompt shown", "The device asks the user to confirm."),
        AttemptStage::Failed(failure) => (TagColour::Orange, "Did not work", failure.for_agent(kind, device)),
        AttemptStage::Registered => (TagColour::Green, "Registered", ""),
    };
    let found = preflight.map(|preflight| view! { <p>{found(&preflight)}</p> });
    view! {
        <li class="app-card">
            <h3 class="nhsuk-heading-s app-card__title">{title} " " <Tag colour>{word}</Tag></h3>
            <p>{more}</p>
            {found}
            <p class="app-history__when">"Opened " <Time moment=opened/></p>
        </li>
    }
    .into_any()
}

/// What the page found out about the browser.
fn found(preflight: &Preflight) -> String {
    let built_in = match preflight.platform_authenticator {
        Some(true) => "It can verify its user itself (screen lock, Windows Hello or the like). ",
        Some(false) => "It cannot verify its user itself: no screen lock, no Windows Hello. ",
        None => "",
    };
    let hybrid = match preflight.hybrid {
        Some(true) => "It can reach a phone nearby over Bluetooth. ",
        Some(false) => "It cannot reach a phone nearby: no Bluetooth. ",
        None => "",
    };
    let app = if matches!(preflight.browser, Browser::InApp(_)) { "The page is open within an app. " } else { "" };
    let webauthn = if preflight.webauthn { "" } else { "The browser has no WebAuthn. " };
    [built_in, hybrid, app, webauthn].concat()
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
