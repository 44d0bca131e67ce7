//! Visits every state that the page can reach, lets every event happen that can happen in it, and checks what must always be
//! true.

use super::{
    Effect, Event, Request, State, Step,
    tests::{
        COMPUTER, admitted, heard_end, joined, loaded, looked_again, looked_up, looked_up_after_a_reload, registered,
        standing,
    },
};
use model::{App, AppError, Browser, CeremonyRefusal, DeviceFailure, LinkEnd, Place, Preflight};
use std::collections::{HashSet, VecDeque};

/// What the effects so far have started, seen from outside the machine.
#[derive(Clone, Debug, Default)]
struct Outside {
    under_way: Option<Request>,
    has_options: bool,
    listens: bool,
    listens_later: bool,
    looks: bool,
    looks_later: bool,
    end: Option<LinkEnd>,
    /// Whether the answer to a response was lost.
    unanswered: bool,
}

#[test]
fn in_every_order_of_events_the_rules_of_the_machine_hold() {
    let (state, _) = State::new(Some(COMPUTER), true, Place::AnotherDevice);
    let outside = Outside { under_way: Some(Request::LookUp), ..Outside::default() };
    let mut seen = HashSet::new();
    let mut open = VecDeque::from([(state, outside)]);
    let mut done = 0;
    while let Some((state, outside)) = open.pop_front() {
        if !seen.insert(format!("{state:?}{outside:?}")) {
            continue;
        }
        done += usize::from(matches!(state.step, Step::Done(_)));
        draws_what_is_found_only_where_it_is_shown(&state);
        for event in possible(&outside) {
            open.push_back(step(&state, &outside, event));
        }
    }
    assert!(seen.len() > 1_000 && done > 0, "{} states, {done} of them done", seen.len());
}

/// The events that can happen: taps and timers at any time, an answer to the request in progress, and live events while the
/// page listens.
fn possible(outside: &Outside) -> Vec<Event> {
    let mut events = vec![
        Event::Continue(Place::Any),
        Event::Continue(Place::AnotherDevice),
        Event::TryAgain,
        Event::Stale,
        Event::Create,
        Event::CreateTooLate,
        Event::StartAgain,
    ];
    let refused = |refusal| AppError::Ceremony(refusal);
    events.extend(match outside.under_way {
        None => vec![],
        Some(Request::LookUp) => vec![
            looked_up(),
            looked_up_after_a_reload(None),
            looked_up_after_a_reload(Some("123456")),
            Event::LookedUp(Err(AppError::Unreachable)),
        ],
        Some(Request::Join { .. }) => vec![
            joined(None),
            joined(Some("123456")),
            Event::Joined(Ok(standing(Some("123456"), Some(LinkEnd::Cancelled)))),
            Event::Joined(Err(AppError::NoCookies)),
            Event::Joined(Err(AppError::LinkEnded(LinkEnd::Registered))),
        ],
        Some(Request::Options) => vec![
            loaded(true, Ok(())),
            loaded(false, Ok(())),
            loaded(true, Err(DeviceFailure::Other)),
            Event::Loaded(Err(AppError::NotAdmitted)),
        ],
        Some(Request::Prompt) => vec![
            Event::Created(Ok(())),
            Event::Created(Err(DeviceFailure::NotAllowed)),
            Event::Created(Err(DeviceFailure::InvalidState)),
            Event::Created(Err(DeviceFailure::Unknown)),
        ],
        Some(Request::Finish) => vec![
            Event::Finished(Ok(registered())),
            Event::Finished(Err(AppError::UnknownCredential(Box::new(refused(CeremonyRefusal::NotProven))))),
            Event::Finished(Err(refused(CeremonyRefusal::IssuerMayNot))),
            Event::Finished(Err(AppError::LinkEnded(LinkEnd::Registered))),
            Event::Finished(Err(AppError::Unreachable)),
        ],
    });
    if outside.listens {
        let waits = Event::Heard(standing(Some("123456"), None));
        events.extend([
            admitted(),
            waits,
            heard_end(LinkEnd::Registered),
            heard_end(LinkEnd::Cancelled),
            Event::HearingOver,
        ]);
    }
    if outside.listens_later {
        events.push(Event::ListenAgain);
    }
    if outside.looks_later {
        events.push(Event::LookAgain);
    }
    if outside.looks {
        events.extend([
            looked_again(),
            Event::LookedAgain(Err(AppError::Unreachable)),
            Event::LookedAgain(Err(AppError::LinkEnded(LinkEnd::Replaced))),
        ]);
    }
    events
}

/// More may be found out about the browser at any time. The step is drawn again only if it shows this, and nothing else
/// changes.
fn draws_what_is_found_only_where_it_is_shown(state: &State) {
    let in_app = Preflight { browser: Browser::InApp(App::Teams), ..COMPUTER };
    let mut after = state.clone();
    let effects = after.update(Event::Found(in_app));
    assert_eq!(effects.contains(&Effect::Show), state.step == Step::Invited, "{state:?}");
    assert_eq!(State { found: state.found, ..after }, *state);
}

/// Lets `event` happen, and checks what follows.
fn step(before: &State, outside: &Outside, event: Event) -> (State, Outside) {
    let was = outside.clone();
    let happened = event.clone();
    let said = move || format!("{happened:?}\nin {before:?}\nwith {was:?}");
    let (mut state, mut outside) = (before.clone(), outside.clone());
    let by_user = matches!(
        event,
        Event::Continue(_) | Event::TryAgain | Event::Create | Event::CreateTooLate | Event::StartAgain
    );
    match &event {
        Event::LookedUp(_) | Event::Joined(_) | Event::Loaded(_) | Event::Created(_) | Event::Finished(_) => {
            outside.under_way = None;
        }
        Event::ListenAgain => (outside.listens, outside.listens_later) = (false, false),
        Event::LookAgain => outside.looks_later = false,
        Event::LookedAgain(_) => outside.looks = false,
        _ => {}
    }
    match &event {
        Event::Finished(answer) => outside.unanswered = *answer == Err(AppError::Unreachable),
        Event::Joined(Ok(standing)) | Event::Heard(standing) => outside.end = standing.end,
        Event::Loaded(Ok(options)) if options.kept.is_ok() => outside.has_options = true,
        _ => {}
    }
    let is_tap_on_create = matches!(event, Event::Create);
    let effects = state.update(event);

    if effects.contains(&Effect::StopPrompt) {
        assert_eq!(outside.under_way, Some(Request::Prompt), "there is no prompt to end\n{}", said());
        outside.under_way = None;
    }
    let mut send = |request| {
        assert_eq!(outside.under_way, None, "a second request begins\n{}", said());
        outside.under_way = Some(request);
    };
    for effect in &effects {
        if outside.unanswered {
            let other = matches!(effect, Effect::Join | Effect::LoadOptions(_) | Effect::Create);
            assert!(!other, "asks the device again although the first response may be stored\n{}", said());
        }
        match effect {
            Effect::LookUp => send(Request::LookUp),
            Effect::Join => send(Request::Join {
                with_cookie: matches!(state.under_way, Some(Request::Join { with_cookie: true })),
            }),
            Effect::LoadOptions(_) => send(Request::Options),
            Effect::Finish => send(Request::Finish),
            Effect::Create => {
                send(Request::Prompt);
                assert!(outside.has_options, "the same options serve twice\n{}", said());
                assert!(
                    is_tap_on_create && effects.first() == Some(&Effect::Create),
                    "not straight from the tap\n{}",
                    said()
                );
                outside.has_options = false;
            }
            Effect::Listen => {
                assert!(!outside.listens, "listens twice\n{}", said());
                outside.listens = true;
            }
            Effect::ListenLater => outside.listens_later = true,
            Effect::LookLater | Effect::LookAgain => {
                assert!(!outside.looks && !outside.looks_later, "looks twice\n{}", said());
                let later = *effect == Effect::LookLater;
                (outside.looks, outside.looks_later) = (!later, later);
            }
            Effect::StopListening => outside.listens = false,
            _ => {}
        }
    }

    assert_eq!(state.under_way, outside.under_way, "what is under way\n{}", said());
    if matches!(before.step, Step::Done(_)) {
        assert_eq!((&state, effects.as_slice()), (before, [].as_slice()), "leaves Done\n{}", said());
    }
    if state.step != before.step {
        assert!(effects.contains(&Effect::Show), "the new step is not drawn\n{}", said());
    } else if !by_user && state.obstacle() == before.obstacle() && matches!(before.step, Step::Waiting(_) | Step::Ready)
    {
        assert!(!effects.contains(&Effect::Show), "takes the focus away for nothing\n{}", said());
    }
    if outside.end.is_some() && state.under_way.is_none() {
        assert!(matches!(state.step, Step::Problem(_) | Step::Done(_)), "keeps the end to itself\n{}", said());
    }
    if outside.end.is_some() {
        assert_ne!(state.under_way, Some(Request::Prompt), "leaves the prompt open after the end\n{}", said());
    }
    if matches!(state.step, Step::Done(_)) {
        assert!(!outside.listens, "listens for nothing\n{}", said());
    }
    (state, outside)
}
