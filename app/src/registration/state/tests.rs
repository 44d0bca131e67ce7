use super::{
    Effect::{
        self, Create, Finish, Join, Listen, ListenLater, LoadOptions, LookAgain, LookLater, Reload, Report, Show,
        StopListening, StopPrompt, TimeLeft,
    },
    Event, Options, Problem, Request, State, Step,
};
use model::{
    App, AppError, AttemptReport, AuthenticatorKind, Browser, CeremonyRefusal, DeviceFailure, LinkDetails, LinkEnd,
    Place, Preflight, Registered, RegistrationChoice, Standing,
};

pub use crate::kinds::tests::GOOD as COMPUTER;

const ANY: RegistrationChoice = RegistrationChoice { place: Place::Any, without_attestation: false };
const CODE: &str = "123456";

pub fn looked_up() -> Event {
    Event::LookedUp(Ok(details(None)))
}

/// The same, when this browser has joined already.
pub fn looked_up_after_a_reload(code: Option<&str>) -> Event {
    Event::LookedUp(Ok(details(Some(standing(code, None)))))
}

pub fn looked_again() -> Event {
    Event::LookedAgain(Ok(details(None)))
}

fn details(standing: Option<Standing>) -> LinkDetails {
    LinkDetails { name: "Ada".into(), kind: AuthenticatorKind::Passkey, seconds_left: 600, standing }
}

pub fn standing(code: Option<&str>, end: Option<LinkEnd>) -> Standing {
    Standing { match_code: code.map(str::to_owned), end, seconds_left: 300 }
}

pub fn joined(code: Option<&str>) -> Event {
    Event::Joined(Ok(standing(code, None)))
}

/// The agent has typed the code.
pub fn admitted() -> Event {
    Event::Heard(standing(None, None))
}

pub fn heard_end(end: LinkEnd) -> Event {
    Event::Heard(standing(None, Some(end)))
}

pub fn loaded(may_retry_without_attestation: bool, kept: Result<(), DeviceFailure>) -> Event {
    Event::Loaded(Ok(Options { may_retry_without_attestation, kept }))
}

pub fn registered() -> Registered {
    Registered { kind: AuthenticatorKind::Passkey, model: None }
}

fn options() -> Event {
    loaded(false, Ok(()))
}

fn failed(failure: DeviceFailure) -> Event {
    Event::Created(Err(failure))
}

fn refused(refusal: CeremonyRefusal) -> Event {
    Event::Finished(Err(AppError::Ceremony(refusal)))
}

/// The events up to the prompt, for a link that requires no match code.
fn prompted() -> Vec<Event> {
    vec![looked_up(), Event::Continue(Place::Any), joined(None), options(), Event::Create]
}

/// The state after `events`, and the effects of the last of them.
fn after(events: impl IntoIterator<Item = Event>) -> (State, Vec<Effect>) {
    let (mut state, first) = State::new(Some(COMPUTER), true, Place::Any);
    let mut effects = Vec::from_iter(first);
    for event in events {
        effects = state.update(event);
    }
    (state, effects)
}

fn after_prompt(events: impl IntoIterator<Item = Event>) -> (State, Vec<Effect>) {
    after(prompted().into_iter().chain(events))
}

fn ended(end: LinkEnd) -> Step {
    Step::Problem(Problem::Ended(end))
}

#[test]
fn a_registration_goes_from_the_link_to_done() {
    let way = [
        (looked_up(), Step::Invited, vec![TimeLeft(600), Show, LookLater]),
        (Event::Continue(Place::Any), Step::Invited, vec![Join]),
        (joined(Some(CODE)), Step::Waiting(CODE.into()), vec![Listen, TimeLeft(300), Show]),
        (admitted(), Step::Waiting(CODE.into()), vec![TimeLeft(300), LoadOptions(ANY)]),
        (options(), Step::Ready, vec![Show]),
        (Event::Create, Step::Ready, vec![Create, Report(AttemptReport::Prompted)]),
        (Event::Created(Ok(())), Step::Ready, vec![Finish]),
        (Event::Finished(Ok(registered())), Step::Done(registered()), vec![Show, StopListening]),
    ];
    let (mut state, first) = State::new(Some(COMPUTER), true, Place::Any);
    assert_eq!((&state.step, first), (&Step::Checking, Some(Effect::LookUp)));
    for (event, step, effects) in way {
        let said = format!("{event:?}");
        assert_eq!((state.update(event), &state.step), (effects, &step), "{said}");
    }
}

#[test]
fn an_address_without_a_token_is_a_problem_and_makes_no_request() {
    let (state, first) = State::new(None, false, Place::Any);
    assert_eq!((state.step, first), (Step::Problem(Problem::NoToken), None));
}

#[test]
fn try_again_reloads_the_page_if_the_link_could_not_be_looked_up() {
    let (state, effects) = after([Event::LookedUp(Err(AppError::Unreachable)), Event::TryAgain]);
    assert_eq!((state.under_way, effects), (None, vec![Reload]));
}

#[test]
fn a_second_tap_does_nothing() {
    for taps in [
        [Event::Continue(Place::Any), Event::Continue(Place::AnotherDevice)],
        [Event::Continue(Place::Any), Event::TryAgain],
    ] {
        let (state, effects) = after([looked_up()].into_iter().chain(taps));
        assert_eq!((state.choice.place, effects), (Place::Any, vec![]));
    }
    for more in [Event::Create, Event::TryAgain, Event::Continue(Place::Any)] {
        assert_eq!(after_prompt([more.clone()]).1, [], "while the prompt is shown: {more:?}");
        assert_eq!(after_prompt([Event::Created(Ok(())), more]).1, [], "while the server verifies");
    }
}

#[test]
fn a_challenge_is_used_only_once() {
    // The prompt was cancelled: there are no options until Try again has loaded new ones.
    let (mut state, _) = after_prompt([failed(DeviceFailure::NotAllowed)]);
    assert_eq!(state.update(Event::Create), []);
    assert_eq!(state.update(Event::TryAgain), [Join]);
    assert_eq!(state.update(joined(None)), [TimeLeft(300), LoadOptions(ANY)]);
    assert_eq!(state.update(Event::Create), []);
    assert_eq!(state.update(options()), [Report(AttemptReport::Ready), Show]);
    assert_eq!(state.update(Event::Create), [Create, Report(AttemptReport::Prompted)]);
}

#[test]
fn stale_options_are_loaded_again_only_while_they_wait_for_a_tap() {
    let ready = [looked_up(), Event::Continue(Place::Any), joined(None), options()];
    let (mut state, effects) = after(ready.clone().into_iter().chain([Event::Stale]));
    assert_eq!((effects, state.under_way), (vec![LoadOptions(ANY)], Some(Request::Options)));
    assert_eq!(state.update(Event::Stale), [], "they are being loaded");
    assert_eq!(state.update(options()), [], "the user is not told");
    for busy_or_elsewhere in [
        after_prompt([Event::Stale]),
        after_prompt([Event::Created(Ok(())), Event::Stale]),
        after_prompt([failed(DeviceFailure::NotAllowed), Event::Stale]),
        after_prompt([Event::Created(Ok(())), Event::Finished(Ok(registered())), Event::Stale]),
        after([looked_up(), Event::Continue(Place::Any), joined(Some(CODE)), Event::Stale]),
        after(ready.into_iter().chain([heard_end(LinkEnd::Cancelled), Event::Stale])),
    ] {
        assert_eq!(busy_or_elsewhere.1, []);
    }
}

#[test]
fn a_browser_that_keeps_no_cookies_tries_once_more_and_then_tells_the_user() {
    let missing = || Event::Joined(Err(AppError::NoCookies));
    let told = Step::Problem(Problem::Refused(AppError::NoCookies));
    let (mut state, effects) = after([looked_up(), Event::Continue(Place::Any), missing()]);
    assert_eq!((&state.step, effects), (&Step::Invited, vec![Join]));
    assert_eq!((state.update(missing()), &state.step, state.under_way), (vec![Show], &told, None));
    assert_eq!(state.update(Event::TryAgain), [Join]);
    assert_eq!(state.update(missing()), [Join]);
    assert_eq!(state.update(joined(None)), [Listen, TimeLeft(300), LoadOptions(ANY)]);
}

#[test]
fn the_page_says_not_yet_while_the_agent_has_not_typed_the_code() {
    let (mut state, _) = after([looked_up(), Event::Continue(Place::Any), joined(Some(CODE))]);
    assert!(!state.not_yet);
    assert_eq!(state.update(Event::TryAgain), [Join]);
    assert_eq!(state.update(joined(Some(CODE))), [TimeLeft(300)], "the code is on the screen already");
    assert!(state.not_yet);
    assert_eq!(state.update(admitted()), [TimeLeft(300), LoadOptions(ANY)]);
}

#[test]
fn an_admission_during_a_request_starts_no_second_request() {
    let waiting = [looked_up(), Event::Continue(Place::Any), joined(Some(CODE)), Event::TryAgain];
    let (mut state, effects) = after(waiting.into_iter().chain([admitted()]));
    assert_eq!((effects, state.under_way), (vec![TimeLeft(300)], Some(Request::Join { with_cookie: false })));
    assert_eq!(state.update(joined(None)), [TimeLeft(300), LoadOptions(ANY)]);
    assert_eq!(state.update(admitted()), [TimeLeft(300)], "the options are being loaded");
}

/// Each case: when the end of the link arrives, the events before, the events from then on, and the step that the page shows.
#[test]
fn the_end_of_a_link_is_shown_when_no_request_is_in_progress() {
    let end = LinkEnd::Cancelled;
    let joining = || vec![looked_up(), Event::Continue(Place::Any)];
    let loading = || [joining(), vec![joined(None)]].concat();
    let waiting = || [joining(), vec![joined(Some(CODE))]].concat();
    let on_screen = prompted;
    let verifying = || [prompted(), vec![Event::Created(Ok(()))]].concat();
    for (what, before, then, told) in [
        ("waiting for the agent", waiting(), vec![heard_end(end)], ended(end)),
        ("with the answer to Continue", joining(), vec![Event::Joined(Ok(standing(None, Some(end))))], ended(end)),
        ("with a code in that answer", joining(), vec![Event::Joined(Ok(standing(Some(CODE), Some(end))))], ended(end)),
        ("before the options arrive", loading(), vec![heard_end(end), options()], ended(end)),
        ("after the options arrived", loading(), vec![options(), heard_end(end)], ended(end)),
        (
            "while they are loaded anew",
            [loading(), vec![options(), Event::Stale]].concat(),
            vec![heard_end(end), options()],
            ended(end),
        ),
        ("while the prompt is shown", on_screen(), vec![heard_end(end)], ended(end)),
        (
            "the prompt was cancelled before",
            on_screen(),
            vec![failed(DeviceFailure::NotAllowed), heard_end(end)],
            ended(end),
        ),
        (
            "it was registered after all",
            verifying(),
            vec![heard_end(LinkEnd::Registered), Event::Finished(Ok(registered()))],
            Step::Done(registered()),
        ),
        (
            "the end after Done",
            verifying(),
            vec![Event::Finished(Ok(registered())), heard_end(LinkEnd::Registered)],
            Step::Done(registered()),
        ),
        (
            "the answer is refused, then the end",
            verifying(),
            vec![refused(CeremonyRefusal::NotVerified), heard_end(LinkEnd::LockedOut)],
            ended(LinkEnd::LockedOut),
        ),
        (
            "the answer is refused for the end",
            verifying(),
            vec![heard_end(end), Event::Finished(Err(AppError::LinkEnded(end)))],
            ended(end),
        ),
    ] {
        let (state, _) = after(before.into_iter().chain(then));
        assert_eq!((state.step, state.under_way), (told, None), "{what}");
    }
}

#[test]
fn the_end_of_a_link_closes_the_prompt_and_is_shown_at_once() {
    let (state, effects) = after_prompt([heard_end(LinkEnd::Cancelled)]);
    assert_eq!(effects, [TimeLeft(300), StopPrompt, Show]);
    assert_eq!((state.step, state.under_way), (ended(LinkEnd::Cancelled), None));
}

#[test]
fn the_end_of_a_link_is_not_shown_during_the_verification() {
    let (state, effects) = after_prompt([Event::Created(Ok(())), heard_end(LinkEnd::Replaced)]);
    assert_eq!((state.step, effects), (Step::Ready, vec![TimeLeft(300)]));
}

#[test]
fn the_user_can_start_again_while_the_prompt_is_shown_and_no_failure_is_reported() {
    let (mut state, effects) = after_prompt([Event::StartAgain]);
    assert_eq!(effects, [StopPrompt, Show, Join]);
    assert_eq!((&state.step, state.once_more), (&Step::Ready, true));
    assert_eq!(state.update(Event::StartAgain), [], "a second press does nothing");
    assert_eq!(state.update(Event::Create), [], "there are no options yet");
    assert_eq!(state.update(joined(None)), [TimeLeft(300), LoadOptions(ANY)]);
    // The report of the prompt may arrive after the options of this try were sent, so the panel is told that the page is ready.
    assert_eq!(state.update(options()), [Report(AttemptReport::Ready)], "the user stays at the same step");
    assert_eq!(state.update(Event::Create), [Create, Report(AttemptReport::Prompted)]);
    assert!(!state.once_more);
    for elsewhere in
        [after([looked_up(), Event::StartAgain]), after_prompt([Event::Created(Ok(())), Event::StartAgain])]
    {
        assert_eq!(elsewhere.1, []);
    }
}

#[test]
fn a_tap_with_options_that_are_too_old_loads_new_ones_and_asks_for_another_tap() {
    let ready = || vec![looked_up(), Event::Continue(Place::Any), joined(None), options()];
    let (mut state, effects) = after([ready(), vec![Event::CreateTooLate]].concat());
    assert_eq!(effects, [LoadOptions(ANY)], "the browser is not called");
    assert_eq!((&state.step, state.once_more), (&Step::Ready, true));
    assert_eq!(state.update(Event::CreateTooLate), [], "they are being loaded");
    assert_eq!(state.update(options()), []);
    assert_eq!(state.update(Event::Create), [Create, Report(AttemptReport::Prompted)]);
    // If they cannot be loaded, the user is told so, and the next try begins afresh.
    let unreachable = || Event::Loaded(Err(AppError::Unreachable));
    let (state, effects) = after([ready(), vec![Event::CreateTooLate, unreachable()]].concat());
    assert_eq!((effects, state.once_more), (vec![Show], false));
}

#[test]
fn an_end_that_was_shown_is_not_shown_again() {
    let waiting = [looked_up(), Event::Continue(Place::Any), joined(Some(CODE)), heard_end(LinkEnd::Cancelled)];
    let (mut state, effects) = after(waiting);
    assert_eq!(effects, [TimeLeft(300), Show]);
    assert_eq!(state.update(heard_end(LinkEnd::Cancelled)), [TimeLeft(300)]);
    assert_eq!(state.update(heard_end(LinkEnd::Registered)), [TimeLeft(300), Show], "another end is");

    // The refusal has already said why the link ended.
    let (mut state, _) = after_prompt([Event::Created(Ok(())), refused(CeremonyRefusal::IssuerMayNot)]);
    assert_eq!(state.update(heard_end(LinkEnd::Cancelled)), [TimeLeft(300)]);
}

#[test]
fn the_page_listens_again_until_the_link_has_ended() {
    let waiting = || vec![looked_up(), Event::Continue(Place::Any), joined(Some(CODE))];
    let over = |events: Vec<Event>| after([waiting(), events, vec![Event::ListenAgain]].concat()).1;
    assert_eq!(after([waiting(), vec![Event::HearingOver]].concat()).1, [ListenLater]);
    assert_eq!(over(vec![Event::HearingOver]), [Listen]);
    assert_eq!(over(vec![Event::HearingOver, heard_end(LinkEnd::Registered)]), [StopListening]);
    let done = vec![Event::Created(Ok(())), Event::HearingOver, Event::Finished(Ok(registered())), Event::ListenAgain];
    assert_eq!(after_prompt(done).1, []);
    // While the page waits to listen again, Try again does not start to listen too. After the end of the link, it does.
    let (mut state, _) = after([waiting(), vec![Event::HearingOver, Event::TryAgain]].concat());
    assert_eq!(state.update(joined(Some(CODE))), [TimeLeft(300)]);
    let (mut state, _) =
        after([waiting(), vec![heard_end(LinkEnd::Registered), Event::ListenAgain, Event::TryAgain]].concat());
    assert_eq!(state.update(joined(None)), [Listen, TimeLeft(300), LoadOptions(ANY)]);
}

#[test]
fn a_response_without_an_answer_is_sent_again_and_no_other_is_made() {
    let lost = || Event::Finished(Err(AppError::Unreachable));
    let (mut state, effects) = after_prompt([Event::Created(Ok(())), lost()]);
    assert_eq!((effects, &state.step), (vec![Show], &Step::Problem(Problem::Refused(AppError::Unreachable))));
    for error in [AppError::Unreachable, AppError::Overloaded, AppError::Unavailable, AppError::TooManyRequests(3)] {
        assert_eq!(state.update(Event::TryAgain), [Finish], "before {error:?}");
        assert_eq!(state.update(Event::TryAgain), [], "it is being sent");
        assert_eq!(state.update(Event::Finished(Err(error))), [Show]);
    }
    assert_eq!(state.update(Event::TryAgain), [Finish]);
    let mut refused_later = state.clone();
    assert_eq!(state.update(Event::Finished(Ok(registered()))), [Show, StopListening]);
    // After an answer, the next try makes a new response.
    assert_eq!(refused_later.update(refused(CeremonyRefusal::ChallengeGone)), [Show]);
    assert_eq!(refused_later.update(Event::TryAgain), [Join]);
}

#[test]
fn when_the_link_ends_while_a_response_has_no_answer_the_response_is_sent_again() {
    let lost = || Event::Finished(Err(AppError::Unreachable));
    let used = || heard_end(LinkEnd::Registered);
    let (mut state, effects) = after_prompt([Event::Created(Ok(())), lost(), used()]);
    assert_eq!(effects, [TimeLeft(300), Finish]);
    assert_eq!(state.update(used()), [TimeLeft(300)], "once at a time");
    assert_eq!(state.update(Event::Finished(Ok(registered()))), [Show, StopListening]);
    // It was used in another browser.
    let other = Event::Finished(Err(AppError::LinkEnded(LinkEnd::Registered)));
    let (state, effects) = after_prompt([Event::Created(Ok(())), lost(), used(), other]);
    assert_eq!((effects, state.step), (vec![Show], ended(LinkEnd::Registered)));
}

#[test]
fn a_device_failure_is_shown_to_the_user_and_reported_to_the_server() {
    let (state, effects) = after_prompt([failed(DeviceFailure::Constraint)]);
    assert_eq!(effects, [Report(AttemptReport::Failed(DeviceFailure::Constraint)), Show]);
    assert_eq!((state.step, state.under_way), (Step::Problem(Problem::Device(DeviceFailure::Constraint)), None));
    // Options that cannot be parsed are a device failure too.
    let unreadable = [looked_up(), Event::Continue(Place::Any), joined(None), loaded(false, Err(DeviceFailure::Other))];
    let (state, effects) = after(unreadable);
    assert_eq!(effects, [Report(AttemptReport::Failed(DeviceFailure::Other)), Show]);
    assert_eq!(state.step, Step::Problem(Problem::Device(DeviceFailure::Other)));
}

#[test]
fn a_device_that_is_registered_already_is_the_one_that_the_user_chose() {
    let (state, _) = after_prompt([failed(DeviceFailure::InvalidState)]);
    assert!(state.registered_here);
    assert_eq!(state.step, Step::Problem(Problem::Device(DeviceFailure::InvalidState)));

    let nearby = [looked_up(), Event::Continue(Place::AnotherDevice), joined(None), options(), Event::Create];
    let (state, effects) = after(nearby.into_iter().chain([failed(DeviceFailure::InvalidState)]));
    assert!(!state.registered_here);
    assert_eq!(effects, [Report(AttemptReport::Failed(DeviceFailure::AlreadyNearby)), Show]);
}

/// Each case: whether the operator allows it, how the earlier tries ended, and whether the next try leaves out the proof of
/// make and model.
#[test]
fn one_try_leaves_out_the_proof_of_the_model_if_the_operator_allows_it() {
    use DeviceFailure::{Constraint, InvalidState, NotAllowed};
    for (may_retry, tries, without) in [
        (true, vec![failed(Constraint)], true),
        (true, vec![failed(NotAllowed)], false),
        (true, vec![failed(NotAllowed), failed(NotAllowed)], true),
        (true, vec![failed(NotAllowed), failed(NotAllowed), failed(NotAllowed)], false),
        (true, vec![failed(NotAllowed), failed(Constraint)], true),
        (true, vec![failed(Constraint), failed(InvalidState)], true),
        (true, vec![failed(Constraint), Event::Finished(Err(AppError::Unreachable))], false),
        (false, vec![failed(Constraint)], false),
        (false, vec![failed(NotAllowed), failed(NotAllowed)], false),
    ] {
        let (mut state, _) = after([looked_up()]);
        let said = format!("{may_retry} {tries:?}");
        for outcome in tries {
            let before = [Event::TryAgain, joined(None), loaded(may_retry, Ok(())), Event::Create];
            for event in before.into_iter().chain([outcome]) {
                drop(state.update(event));
            }
        }
        drop(state.update(Event::TryAgain));
        let effects = state.update(joined(None));
        assert!(effects.contains(&LoadOptions(RegistrationChoice { without_attestation: without, ..ANY })), "{said}");
    }
}

#[test]
fn the_browser_forgets_an_unknown_credential_and_the_user_sees_the_refusal() {
    let inside = AppError::Ceremony(CeremonyRefusal::NotProven);
    let error = AppError::UnknownCredential(Box::new(inside.clone()));
    let (state, effects) = after_prompt([Event::Created(Ok(())), Event::Finished(Err(error))]);
    assert_eq!(effects, [Effect::ForgetCredential, Show]);
    assert_eq!(state.step, Step::Problem(Problem::Refused(inside)));
}

#[test]
fn the_step_is_drawn_again_only_if_the_preflight_changes_what_it_offers() {
    let in_app = Preflight { browser: Browser::InApp(App::Teams), ..COMPUTER };
    let (mut state, _) = after([looked_up()]);
    assert_eq!(state.update(Event::Found(Preflight { hybrid: None, ..COMPUTER })), []);
    assert_eq!((state.update(Event::Found(in_app)), state.obstacle()), (vec![Show], Some(DeviceFailure::InApp)));
    assert_eq!((state.update(Event::Anyway), state.obstacle()), (vec![Show], None));
    // The browser says only later whether the computer itself can save a passkey.
    let unknown = Preflight { platform_authenticator: None, ..COMPUTER };
    let (mut state, _) = State::new(Some(unknown), true, Place::Any);
    drop(state.update(looked_up()));
    assert!(!state.offers_both() && !state.is_nearby());
    assert_eq!((state.update(Event::Found(COMPUTER)), state.offers_both()), (vec![Show], true));
    let without = Preflight { platform_authenticator: Some(false), ..COMPUTER };
    assert_eq!((state.update(Event::Found(without)), state.is_nearby()), (vec![Show], true));
    let (mut state, _) = after([]);
    assert_eq!(state.update(Event::Found(in_app)), [], "the link is not known yet");
    let effects = state.update(looked_up());
    assert_eq!((effects, state.obstacle()), (vec![TimeLeft(600), Show, LookLater], Some(DeviceFailure::InApp)));
}

#[test]
fn a_page_that_is_loaded_again_returns_to_the_code() {
    let (mut state, effects) = after([looked_up_after_a_reload(Some(CODE))]);
    assert_eq!(effects, [TimeLeft(600), Listen, TimeLeft(300), Show]);
    assert_eq!((&state.step, state.not_yet), (&Step::Waiting(CODE.into()), false));
    assert_eq!(state.update(admitted()), [TimeLeft(300), LoadOptions(ANY)]);
}

#[test]
fn a_page_that_is_loaded_again_returns_to_the_last_tap_with_what_the_user_chose() {
    let (mut state, _) = State::new(Some(COMPUTER), true, Place::AnotherDevice);
    let chosen = RegistrationChoice { place: Place::AnotherDevice, ..ANY };
    let effects = state.update(looked_up_after_a_reload(None));
    assert_eq!(effects, [TimeLeft(600), Listen, TimeLeft(300), LoadOptions(chosen)]);
    assert_eq!((state.update(options()), &state.step, state.is_nearby()), (vec![Show], &Step::Ready, true));
    // The tab had another link before, which this browser had joined. Of this link the user has chosen nothing yet.
    let (mut state, _) = State::new(Some(COMPUTER), true, Place::AnotherDevice);
    drop(state.update(looked_up()));
    assert!(!state.is_nearby());
}

#[test]
fn a_page_on_which_nobody_has_selected_continue_hears_of_the_end_of_its_link() {
    let (mut state, _) = after([looked_up()]);
    assert_eq!(state.update(Event::LookAgain), [LookAgain]);
    assert_eq!(state.update(looked_again()), [TimeLeft(600), LookLater], "the step is not drawn again");
    assert_eq!(state.update(Event::LookedAgain(Err(AppError::Unreachable))), [LookLater], "the next one may arrive");
    let end = LinkEnd::Replaced;
    assert_eq!(state.update(Event::LookedAgain(Err(AppError::LinkEnded(end)))), [Show]);
    assert_eq!(state.step, ended(end));
    for no_more in [Event::LookAgain, looked_again()] {
        assert_eq!(state.update(no_more), []);
    }
}

#[test]
fn a_link_that_is_looked_up_again_does_not_disturb_a_user_who_has_selected_continue() {
    let over = Event::LookedAgain(Err(AppError::LinkEnded(LinkEnd::Expired)));
    for before in [
        vec![looked_up(), Event::Continue(Place::Any)],
        vec![looked_up(), Event::Continue(Place::Any), joined(Some(CODE))],
        prompted(),
    ] {
        for event in [Event::LookAgain, over.clone()] {
            assert_eq!(after([before.clone(), vec![event]].concat()).1, [], "after {before:?}");
        }
    }
}
