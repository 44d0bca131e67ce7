//! The state of a link and how it ended, in words for agents. (The words for the user are [`LinkEnd::advice`].)

use model::{AppError, LinkEnd, WatchedLink};

/// How the link ended.
pub const fn ended(end: LinkEnd) -> &'static str {
    match end {
        LinkEnd::Registered => "Registered",
        LinkEnd::Cancelled => "The link was cancelled",
        LinkEnd::Replaced => "The link was replaced by a newer one",
        LinkEnd::Expired => "The link has expired",
        LinkEnd::LockedOut => {
            "The link is locked: too much was tried with it. Generate a new one, and send it another way"
        }
    }
}

/// The words for an error that happened when an agent wanted to do something with a link.
pub fn words(error: &AppError) -> String {
    match error {
        AppError::LinkEnded(end) => [ended(*end), "."].concat(),
        error => error.to_string(),
    }
}

/// The state of the link, in a few words.
pub fn headline(link: &WatchedLink) -> &'static str {
    match link.end {
        Some(LinkEnd::Expired) if link.may_finish => {
            "The link has expired, but may still be finished: somebody has begun to register"
        }
        Some(LinkEnd::Cancelled) if link.tries_left == 0 => {
            "The link was cancelled: the third wrong match code was entered"
        }
        Some(end) => ended(end),
        None if !link.attempts.is_empty() => "The user has opened the link",
        None if link.visit.is_some() => "The link was opened",
        None => "Waiting for the user to open the link",
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::headline;
    use model::{
        AttemptState, AuthenticatorKind, Browser, Device, LinkEnd, LinkId, Moment, Preflight, Visit, WatchedAttempt,
        WatchedLink,
    };

    fn at() -> Moment {
        Moment { utc: "2026-11-26T10:00:00Z".into(), words: "10:00".into() }
    }

    pub fn link() -> WatchedLink {
        WatchedLink {
            id: LinkId(uuid::Uuid::nil()),
            kind: AuthenticatorKind::Passkey,
            meeting: None,
            issued_by: None,
            expires: at(),
            seconds_left: 60,
            end: None,
            may_finish: false,
            match_code_wanted: true,
            tries_left: 3,
            visit: None,
            attempts: Vec::new(),
            registered: None,
        }
    }

    #[test]
    fn the_headline_says_the_state_of_the_link() {
        let (device, browser) = (Device::Iphone, Browser::Safari);
        let preflight = Preflight {
            device,
            browser,
            secure_context: true,
            webauthn: true,
            platform_authenticator: None,
            hybrid: None,
            cookies: None,
        };
        let visit = Some(Visit { at: at(), preflight });
        let state = AttemptState::NeedsCode;
        let attempt = WatchedAttempt { number: 1, device, browser, joined: at(), preflight: None, state };
        let ended = |end| WatchedLink { end: Some(end), ..link() };
        for (link, expected) in [
            (link(), "Waiting for the user to open the link"),
            (WatchedLink { visit: visit.clone(), ..link() }, "The link was opened"),
            (WatchedLink { visit, attempts: vec![attempt], ..link() }, "The user has opened the link"),
            (ended(LinkEnd::Registered), "Registered"),
            (ended(LinkEnd::Expired), "The link has expired"),
            (
                WatchedLink { may_finish: true, ..ended(LinkEnd::Expired) },
                "The link has expired, but may still be finished: somebody has begun to register",
            ),
            (ended(LinkEnd::Cancelled), "The link was cancelled"),
            (
                WatchedLink { tries_left: 0, ..ended(LinkEnd::Cancelled) },
                "The link was cancelled: the third wrong match code was entered",
            ),
        ] {
            assert_eq!(headline(&link), expected);
        }
    }
}
