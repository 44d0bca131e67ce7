//! The attempts and the last visit of a link, as its agent sees them.

use super::{
    findings::{findings, in_the_way, what_failed},
    stage::leading,
};
use crate::components::{
    nhs::{Tag, TagColour},
    time::Time,
};
use leptos::prelude::*;
use model::{
    AttemptFailure, AttemptState, AuthenticatorKind, Browser, Device, LinkEnd, Visit, WatchedAttempt, WatchedLink,
};

/// The attempts and the last visit, in the order in which the page shows them.
#[derive(Clone, PartialEq)]
pub struct Attempts {
    kind: AuthenticatorKind,
    goes_on: bool,
    shown: Vec<WatchedAttempt>,
    /// Those that were not admitted although another one was, and those that did not register although another one did.
    folded: Vec<WatchedAttempt>,
    visit: Option<Visit>,
}

impl Attempts {
    /// Those of `link`.
    pub fn of(link: &WatchedLink) -> Self {
        let leading = leading(link);
        let admitted = leading.is_some_and(|leading| leading.state != AttemptState::NeedsCode);
        let others = |one: &WatchedAttempt| match (link.end, one.state) {
            (Some(LinkEnd::Registered), state) => state != AttemptState::Registered,
            (_, state) => admitted && state == AttemptState::NeedsCode,
        };
        let (folded, shown) = link.attempts.iter().cloned().partition(others);
        let visit = link.visit.clone().filter(|_| link.end != Some(LinkEnd::Registered));
        Self { kind: link.kind, goes_on: link.goes_on(), shown, folded, visit }
    }

    /// How many are folded.
    pub fn folded(&self) -> usize {
        self.folded.len()
    }

    /// The cards of those that are always seen.
    pub fn cards(&self) -> Vec<AnyView> {
        let attempts = self.shown.iter().cloned().map(|one| self.card(one));
        attempts.chain(self.visit.clone().map(|last| self.visit(last))).collect()
    }

    /// The cards of those that are folded.
    pub fn folded_cards(&self) -> Vec<AnyView> {
        self.folded.iter().cloned().map(|one| self.card(one)).collect()
    }

    /// One attempt: its browser, how far it has come, and what may help.
    fn card(&self, attempt: WatchedAttempt) -> AnyView {
        let title = device_of(&attempt);
        let WatchedAttempt { device, joined, preflight, state, .. } = attempt;
        let goes_on = self.goes_on;
        let (colour, word) = match state {
            AttemptState::NeedsCode | AttemptState::Admitted | AttemptState::Prompted if !goes_on => {
                (TagColour::Grey, "Not completed")
            }
            AttemptState::NeedsCode => (TagColour::Yellow, "Match code needed"),
            AttemptState::Admitted => (TagColour::Blue, "Ready to register"),
            AttemptState::Prompted => (TagColour::Blue, "Waiting for the user"),
            AttemptState::Failed(_) => (TagColour::Orange, "Failed"),
            AttemptState::Registered => (TagColour::Green, "Registered"),
        };
        let failed = match state {
            AttemptState::Failed(failure) => Some(what_failed(self.kind, failure, device)),
            _ => None,
        };
        let exception =
            exception(state).map(|name| view! { <p>"The browser reports: " <span translate="no">{name}</span></p> });
        // Before the prompt, they help to find out what may go wrong; after a failure, what went wrong.
        let matter = goes_on && !matches!(state, AttemptState::Prompted | AttemptState::Registered);
        let found = preflight.filter(|_| matter).map(|preflight| findings(self.kind, &preflight));
        view! {
            <li class="app-card">
                <h3 class="nhsuk-heading-s app-card__title">{title} " " <Tag colour>{word}</Tag></h3>
                {failed.map(|failed| view! { <p>{failed}</p> })}
                {exception}
                {found.filter(|found| !found.is_empty()).map(|found| view! { <p>{found}</p> })}
                <p class="app-history__when">"Opened " <Time moment=joined/></p>
            </li>
        }
        .into_any()
    }

    /// The browser in which the page of the link was last loaded.
    fn visit(&self, visit: Visit) -> AnyView {
        let Visit { at, preflight } = visit;
        let title = ["Opened on: ", &place(preflight.device, preflight.browser)].concat();
        let found = Some(findings(self.kind, &preflight)).filter(|found| self.goes_on && !found.is_empty());
        let state = in_the_way(self.kind, &preflight).unwrap_or("The user has not selected Continue yet.");
        view! {
            <li class="app-card">
                <h3 class="nhsuk-heading-s app-card__title">{title}</h3>
                <p>{state}</p>
                {found.map(|found| view! { <p>{found}</p> })}
                <p class="app-history__when">"Opened " <Time moment=at/></p>
            </li>
        }
        .into_any()
    }
}

/// `Device 1: iPhone, Safari`.
pub fn device_of(attempt: &WatchedAttempt) -> String {
    ["Device ", &attempt.number.to_string(), ": ", &place(attempt.device, attempt.browser)].concat()
}

/// `iPhone, Safari` or `iPhone, in Teams`.
fn place(device: Device, browser: Browser) -> String {
    let noun = device.noun();
    let device = noun.strip_prefix("an ").or_else(|| noun.strip_prefix("a ")).unwrap_or(noun);
    // The first letter of an iPhone stays small.
    let device = if device == "computer" { "Computer" } else { device };
    let within = if matches!(browser, Browser::InApp(_)) { ", in " } else { ", " };
    [device, within, browser.name()].concat()
}

/// The name of the exception with which the device failed, for support.
fn exception(state: AttemptState) -> Option<&'static str> {
    match state {
        AttemptState::Failed(AttemptFailure::Device(failure)) => failure.exception(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Attempts, place};
    use crate::agents::pages::link::stage::tests::with;
    use model::{
        App,
        AttemptState::{Admitted, NeedsCode, Registered},
        Browser, Device, LinkEnd, WatchedAttempt, WatchedLink,
    };

    fn numbers(attempts: &[WatchedAttempt]) -> Vec<u32> {
        attempts.iter().map(|one| one.number).collect()
    }

    #[test]
    fn what_was_not_let_in_is_folded_as_soon_as_something_was() {
        let strays = [NeedsCode, NeedsCode, NeedsCode];
        let admitted = [NeedsCode, Admitted, NeedsCode];
        let registered = WatchedLink { end: Some(LinkEnd::Registered), ..with(&[NeedsCode, Registered, Admitted]) };
        for (link, shown, folded) in [
            (with(&strays), &[1, 2, 3][..], &[][..]),
            (with(&admitted), &[2], &[1, 3]),
            (with(&[Admitted, Admitted]), &[1, 2], &[]),
            (registered, &[2], &[1, 3]),
        ] {
            let attempts = Attempts::of(&link);
            assert_eq!((numbers(&attempts.shown), numbers(&attempts.folded)), (shown.to_vec(), folded.to_vec()));
        }
    }

    #[test]
    fn a_device_is_named_as_its_owner_would() {
        for (device, browser, expected) in [
            (Device::Iphone, Browser::Safari, "iPhone, Safari"),
            (Device::Windows, Browser::InApp(App::Teams), "Windows computer, in Teams"),
            (Device::Other, Browser::Firefox, "Computer, Firefox"),
        ] {
            assert_eq!(place(device, browser), expected);
        }
    }
}
