//! The attempts and the last visit of a link, as its agent sees them.

use crate::{
    components::{
        nhs::{Tag, TagColour},
        time::Time,
    },
    kinds::{advice, obstacle},
};
use leptos::prelude::*;
use model::{
    AttemptFailure, AttemptState, AuthenticatorKind, Browser, Device, Preflight, Visit, WatchedAttempt, WatchedLink,
};

/// One attempt: its browser, how far it has come, and what may help. `going_on` says whether a user can still register an
/// authenticator with the link.
pub fn attempt(kind: AuthenticatorKind, going_on: bool, attempt: WatchedAttempt) -> AnyView {
    let title = title(&attempt);
    let (colour, word, more) = match attempt.state {
        AttemptState::NeedsCode | AttemptState::Admitted | AttemptState::Prompted if !going_on => {
            (TagColour::Grey, "Not finished", "")
        }
        _ => stage(kind, &attempt),
    };
    let WatchedAttempt { joined, preflight, .. } = attempt;
    let found = preflight.map(|preflight| view! { <p>{found(&preflight)}</p> });
    view! {
        <li class="app-card">
            <h3 class="nhsuk-heading-s app-card__title">{title} " " <Tag colour>{word}</Tag></h3>
            <p>{more}</p>
            {found}
            <p class="app-history__when">"Opened " <Time moment=joined/></p>
        </li>
    }
    .into_any()
}

/// The browser in which the page of the link was last loaded, and the obstacle in it, if there is one.
pub fn visit(kind: AuthenticatorKind, visit: Visit) -> AnyView {
    let Visit { at, preflight } = visit;
    let title = ["Opened on ", preflight.device.noun(), ", ", preflight.browser.name()].concat();
    let obstacle = obstacle(kind, &preflight).map(|failure| advice(kind, failure, preflight.device).agent);
    view! {
        <li class="app-card">
            <h3 class="nhsuk-heading-s app-card__title">{title}</h3>
            <p>{obstacle.unwrap_or("Continue was not pressed there yet.")}</p>
            <p>{found(&preflight)}</p>
            <p class="app-history__when">"Opened " <Time moment=at/></p>
        </li>
    }
    .into_any()
}

/// The last change, in words for screen readers.
pub fn news(kind: AuthenticatorKind, picture: RwSignal<WatchedLink>) -> ReadSignal<String> {
    let (news, tell) = signal(String::new());
    Effect::new(move |before: Option<Vec<(u32, AttemptState)>>| {
        picture.with(|picture| {
            if let Some(changed) = before.as_ref().and_then(|before| changed(before, &picture.attempts)) {
                let (_, word, more) = stage(kind, changed);
                tell.set([&title(changed), ": ", word, ". ", more].concat());
            }
            picture.attempts.iter().map(|one| (one.number, one.state)).collect()
        })
    });
    news
}

/// The first attempt that is new since `before`, or whose state has changed since.
fn changed<'a>(before: &[(u32, AttemptState)], attempts: &'a [WatchedAttempt]) -> Option<&'a WatchedAttempt> {
    attempts.iter().find(|one| !before.contains(&(one.number, one.state)))
}

/// `1. An iPhone, Safari`.
fn title(attempt: &WatchedAttempt) -> String {
    [&attempt.number.to_string(), ". ", &capital(attempt.device.noun()), ", ", attempt.browser.name()].concat()
}

fn stage(kind: AuthenticatorKind, attempt: &WatchedAttempt) -> (TagColour, &'static str, &'static str) {
    match attempt.state {
        AttemptState::NeedsCode => {
            (TagColour::Yellow, "Match code wanted", "It shows a code. Ask the user to read it out, and type it above.")
        }
        AttemptState::Admitted => (TagColour::Blue, "Ready", "The user can go on: one more tap opens the prompt."),
        AttemptState::Prompted => (TagColour::Blue, "Prompt shown", "The device asks the user to confirm."),
        AttemptState::Failed(failure) => {
            (TagColour::Orange, "Did not work", what_failed(kind, failure, attempt.device))
        }
        AttemptState::Registered => (TagColour::Green, "Registered", ""),
    }
}

/// What the agent can read out to the user, or ask.
fn what_failed(kind: AuthenticatorKind, failure: AttemptFailure, device: Device) -> &'static str {
    match failure {
        AttemptFailure::Device(failure) => advice(kind, failure, device).agent,
        AttemptFailure::Refused(refusal) => refusal.for_agent(),
    }
}

/// What the page found out about the browser.
fn found(preflight: &Preflight) -> String {
    let built_in = match preflight.platform_authenticator {
        Some(true) => "It can verify its user itself (screen lock, Windows Hello or the like). ",
        Some(false) => "It cannot verify its user itself: no screen lock, no Windows Hello. ",
        None => "",
    };
    let hybrid = match preflight.hybrid {
        // The device is a phone or tablet itself, so it needs no other one.
        _ if preflight.device.is_mobile() => "",
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

#[cfg(test)]
mod tests {
    use super::changed;
    use model::{AttemptState, Browser, Device, DeviceFailure, Moment, WatchedAttempt};

    fn attempt(number: u32, state: AttemptState) -> WatchedAttempt {
        let joined = Moment { utc: "2026-11-26T10:00:00Z".into(), words: "10:00".into() };
        WatchedAttempt { number, device: Device::Iphone, browser: Browser::Safari, joined, preflight: None, state }
    }

    #[test]
    fn a_screen_reader_hears_of_the_attempt_that_changed() {
        let failed = AttemptState::Failed(model::AttemptFailure::Device(DeviceFailure::NotAllowed));
        let attempts = [attempt(1, AttemptState::NeedsCode), attempt(2, failed)];
        let heard = |before: &[(u32, AttemptState)]| changed(before, &attempts).map(|one| one.number);
        assert_eq!(heard(&[(1, AttemptState::NeedsCode), (2, failed)]), None);
        assert_eq!(heard(&[(1, AttemptState::NeedsCode), (2, AttemptState::Prompted)]), Some(2));
        assert_eq!(heard(&[(1, AttemptState::NeedsCode)]), Some(2));
        assert_eq!(heard(&[]), Some(1));
    }
}
