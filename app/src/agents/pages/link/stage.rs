//! What the agent must know and do now: the stage that a link has reached.

use super::{
    attempts::device_of,
    findings::{in_the_way, what_failed},
    words::ended,
};
use crate::{components::nhs::Text, kinds};
use model::{
    AttemptFailure, AttemptState, AuthenticatorKind, Closure, Device, LinkEnd, Meeting, Preflight, WatchedAttempt,
    WatchedLink,
};

/// The attempt that the agent has to look at: the one that has come furthest, and the last one if several have. One that waits for its
/// match code leads only while none was admitted, because the agent has let the user's own device in.
pub fn leading(link: &WatchedLink) -> Option<&WatchedAttempt> {
    let rank = |one: &&WatchedAttempt| match one.state {
        AttemptState::NeedsCode => (0, one.number),
        AttemptState::Admitted | AttemptState::Failed(_) => (1, one.number),
        AttemptState::Prompted => (2, one.number),
        AttemptState::Registered => (3, one.number),
    };
    link.attempts.iter().max_by_key(rank)
}

/// Whether the agent must enter a match code now.
pub fn needs_code(link: &WatchedLink) -> bool {
    link.end.is_none() && leading(link).is_some_and(|leading| leading.state == AttemptState::NeedsCode)
}

/// The stage, in a few words.
pub fn headline(link: &WatchedLink) -> Text {
    match link.end {
        Some(LinkEnd::Registered) => [link.kind.label(), " registered"].concat().into(),
        Some(LinkEnd::Expired) if link.may_finish => {
            "This link has expired, but the user started in time and can still finish".into()
        }
        Some(LinkEnd::Cancelled) if link.closed.is_some() => "Link cancelled: the user’s profile was closed".into(),
        Some(LinkEnd::Cancelled) if link.tries_left == 0 => "Link cancelled: 3 wrong match codes were entered".into(),
        Some(end) => ended(end).into(),
        None => going_on(link),
    }
}

fn going_on(link: &WatchedLink) -> Text {
    let Some(leading) = leading(link) else {
        let visited = "The link has been opened. Waiting for the user to select Continue";
        let waiting = "Waiting for the user to open the link";
        return if link.visit.is_some() { visited.into() } else { waiting.into() };
    };
    match leading.state {
        AttemptState::NeedsCode => "Enter the match code".into(),
        AttemptState::Admitted => ["Ask the user to select ", button(link.kind)].concat().into(),
        AttemptState::Prompted => "The user is being asked to confirm".into(),
        AttemptState::Failed(_) => "It did not work: see below".into(),
        AttemptState::Registered => [link.kind.label(), " registered"].concat().into(),
    }
}

/// The button on the user's page that opens the prompt.
const fn button(kind: AuthenticatorKind) -> &'static str {
    match kind {
        AuthenticatorKind::Passkey => "Create passkey",
        AuthenticatorKind::SecurityKey => "Register security key",
        AuthenticatorKind::WindowsHello => "Register Windows Hello",
    }
}

/// Which device it is about.
pub fn detail(link: &WatchedLink) -> String {
    if let Some(closed) = &link.closed {
        return profile_closed(closed);
    }
    let Some(leading) = leading(link).filter(|_| link.goes_on()) else { return String::new() };
    let count = link.attempts.len();
    if leading.state == AttemptState::NeedsCode && count > 1 {
        let only = " devices have opened the link. Enter the code the user reads out: only that device gets in.";
        return [&count.to_string(), only].concat();
    }
    [&device_of(leading), "."].concat()
}

/// That the profile of the user was closed, by whom and when.
fn profile_closed(closed: &Closure) -> String {
    let by = closed.by.as_ref().map_or_else(String::new, |by| [" by ", by].concat());
    let at = closed.at.as_ref().map_or_else(String::new, |at| [" ", &at.words].concat());
    ["The user’s profile was closed", &by, &at, ". They can neither register nor sign in."].concat()
}

/// What is wrong, and what to ask the user to do. The card of the device shows it, and screen readers announce it with the stage.
pub fn wrong(link: &WatchedLink) -> Option<&'static str> {
    if !link.goes_on() {
        return None;
    }
    match (leading(link), &link.visit) {
        (Some(leading), _) => match leading.state {
            AttemptState::Failed(failure) => Some(what_failed(link.kind, failure, leading.device)),
            AttemptState::NeedsCode | AttemptState::Admitted | AttemptState::Prompted | AttemptState::Registered => {
                None
            }
        },
        (None, visit) => in_the_way(link.kind, &visit.as_ref()?.preflight),
    }
}

/// What the agent can say to the user.
pub fn say(link: &WatchedLink) -> Option<&'static str> {
    if link.closed.is_some() {
        return None;
    }
    let of = |device, state| kinds::say(link.kind, device, state);
    match &link.registered {
        Some(one) if one.tested.is_some() || one.test_refused.is_some() || one.suspended || one.removed => return None,
        Some(_) => {}
        None if !link.goes_on() => return None,
        None => {}
    }
    if let Some(leading) = leading(link) {
        return of(leading.device, leading.state);
    }
    if let Some(visit) = &link.visit {
        let obstacle = kinds::obstacle(link.kind, &visit.preflight).map(AttemptFailure::Device);
        return match obstacle {
            Some(failure) => of(visit.preflight.device, AttemptState::Failed(failure)),
            None if chooses(link.kind, &visit.preflight) => {
                Some("Please choose where to save your passkey: on this computer, or on a phone or tablet.")
            }
            None => Some("Please select Continue."),
        };
    }
    match link.meeting? {
        Meeting::Video => Some("Please open the link I have sent you."),
        Meeting::FaceToFace => Some("Please scan this QR code with your phone's camera, and open the link."),
    }
}

/// Whether the user's page asks where to save the passkey, instead of showing *Continue*.
fn chooses(kind: AuthenticatorKind, found: &Preflight) -> bool {
    kind == AuthenticatorKind::Passkey && found.device == Device::Windows && found.platform_authenticator == Some(true)
}

/// What waits for the agent, for the title of the page and the header.
pub fn waits(link: &WatchedLink) -> Option<&'static str> {
    match link.end {
        Some(LinkEnd::Registered) => Some("Registered"),
        Some(LinkEnd::LockedOut) => Some("Link locked"),
        Some(LinkEnd::Expired) if !link.may_finish => Some("Link expired"),
        Some(LinkEnd::Cancelled | LinkEnd::Replaced) => None,
        Some(LinkEnd::Expired) | None => match leading(link)?.state {
            AttemptState::NeedsCode => Some("Match code needed"),
            AttemptState::Failed(_) => Some("It did not work"),
            AttemptState::Admitted | AttemptState::Prompted | AttemptState::Registered => None,
        },
    }
}

#[cfg(test)]
pub mod tests;
