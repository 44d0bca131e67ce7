use super::{detail, headline, leading, needs_code, say, waits, wrong};
use model::{
    AttemptFailure,
    AttemptState::{self, Admitted, Failed, NeedsCode, Prompted, Registered},
    AuthenticatorKind, Browser, Device, DeviceFailure, LinkEnd, LinkId, Meeting, Moment, Preflight, Visit,
    WatchedAttempt, WatchedLink,
};

fn at() -> Moment {
    Moment { utc: "2026-11-26T10:00:00Z".into(), words: "10:00".into() }
}

pub fn link() -> WatchedLink {
    WatchedLink {
        id: LinkId(uuid::Uuid::nil()),
        kind: AuthenticatorKind::Passkey,
        meeting: Some(Meeting::Video),
        issued_by: None,
        own: true,
        identity: None,
        expires: at(),
        minutes: 60,
        seconds_left: 60,
        end: None,
        may_finish: false,
        match_code_wanted: true,
        tries_left: 3,
        visit: None,
        attempts: Vec::new(),
        registered: None,
        closed: None,
    }
}

const FAILED: AttemptState = Failed(AttemptFailure::Device(DeviceFailure::NotAllowed));

/// A link whose attempts have these states.
pub fn with(states: &[AttemptState]) -> WatchedLink {
    let (device, browser) = (Device::Iphone, Browser::Safari);
    let attempt = |(number, &state)| WatchedAttempt { number, device, browser, joined: at(), preflight: None, state };
    WatchedLink { attempts: (1..).zip(states).map(attempt).collect(), ..link() }
}

fn ended(end: LinkEnd) -> WatchedLink {
    WatchedLink { end: Some(end), ..link() }
}

fn visited() -> WatchedLink {
    let preflight = Preflight {
        device: Device::Iphone,
        browser: Browser::Safari,
        secure_context: true,
        webauthn: true,
        platform_authenticator: None,
        hybrid: None,
        cookies: None,
        trouble: None,
    };
    WatchedLink { visit: Some(Visit { at: at(), preflight }), ..link() }
}

#[test]
fn the_attempt_that_the_agent_let_in_leads() {
    for (states, expected) in [
        (&[][..], None),
        (&[NeedsCode], Some(1)),
        (&[NeedsCode, NeedsCode], Some(2)),
        (&[NeedsCode, Admitted, NeedsCode], Some(2)),
        (&[Admitted, Admitted], Some(2)),
        (&[Prompted, Admitted], Some(1)),
        (&[FAILED, Registered, Prompted], Some(2)),
        (&[FAILED, NeedsCode], Some(1)),
        (&[FAILED, Admitted], Some(2)),
    ] {
        assert_eq!(leading(&with(states)).map(|one| one.number), expected, "{states:?}");
    }
}

#[test]
fn the_headline_says_what_the_agent_has_to_do_or_wait_for() {
    let can_finish = WatchedLink { may_finish: true, ..ended(LinkEnd::Expired) };
    let wrong_codes = WatchedLink { tries_left: 0, ..ended(LinkEnd::Cancelled) };
    for (link, expected) in [
        (link(), "Waiting for the user to open the link"),
        (visited(), "The link has been opened. Waiting for the user to select Continue"),
        (with(&[NeedsCode]), "Enter the match code"),
        (with(&[Admitted]), "Ask the user to select Create passkey"),
        (with(&[Prompted]), "The user is being asked to confirm"),
        (with(&[FAILED]), "It did not work: see below"),
        (ended(LinkEnd::Registered), "Passkey registered"),
        (ended(LinkEnd::Expired), "This link has expired"),
        (can_finish, "This link has expired, but the user started in time and can still finish"),
        (ended(LinkEnd::Cancelled), "This link was cancelled"),
        (wrong_codes, "Link cancelled: 3 wrong match codes were entered"),
    ] {
        assert_eq!(headline(&link), expected);
    }
}

#[test]
fn what_is_said_of_devices_is_only_what_matters_now() {
    assert_eq!(detail(&link()), "");
    assert_eq!(detail(&with(&[NeedsCode])), "Device 1: iPhone, Safari.");
    assert_eq!(
        detail(&with(&[NeedsCode; 4])),
        "4 devices have opened the link. Enter the code the user reads out: only that device gets in."
    );
    assert_eq!(detail(&with(&[NeedsCode, Admitted, NeedsCode])), "Device 2: iPhone, Safari.");
    let cancelled = WatchedLink { end: Some(LinkEnd::Cancelled), ..with(&[FAILED]) };
    assert_eq!((detail(&cancelled).as_str(), wrong(&cancelled)), ("", None));
    assert!(wrong(&with(&[FAILED])).is_some());
    for link in [link(), visited(), with(&[NeedsCode]), with(&[FAILED, Registered])] {
        assert_eq!(wrong(&link), None);
    }
}

#[test]
fn the_match_code_is_asked_for_only_while_it_lets_someone_in() {
    assert!(needs_code(&with(&[NeedsCode])));
    assert!(!needs_code(&with(&[NeedsCode, Admitted])));
    assert!(!needs_code(&WatchedLink { end: Some(LinkEnd::Expired), may_finish: true, ..with(&[NeedsCode]) }));
}

#[test]
fn the_title_tells_an_agent_in_another_window_what_waits() {
    for (link, expected) in [
        (link(), None),
        (visited(), None),
        (with(&[NeedsCode]), Some("Match code needed")),
        (with(&[Admitted]), None),
        (with(&[FAILED]), Some("It did not work")),
        (ended(LinkEnd::Registered), Some("Registered")),
        (ended(LinkEnd::Expired), Some("Link expired")),
        (ended(LinkEnd::Cancelled), None),
    ] {
        assert_eq!(waits(&link), expected);
    }
}

#[test]
fn there_is_something_to_say_until_the_link_ends() {
    for link in [link(), visited(), with(&[NeedsCode]), with(&[Admitted]), with(&[Prompted]), with(&[FAILED])] {
        assert!(say(&link).is_some(), "{link:?}");
    }
    assert_eq!(say(&ended(LinkEnd::Cancelled)), None);
    assert_eq!(say(&WatchedLink { end: Some(LinkEnd::Replaced), ..with(&[FAILED]) }), None);
}
