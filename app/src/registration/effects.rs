//! Carries out the effects that the machine of [`super::state`] asks for: server functions, WebAuthn, live events and timers.
//! The result of each goes back into the machine as an event. Things that only a browser can hold are here: the token, the
//! prepared options and the connection for live events.

use super::state::{self, Effect, Event, State};
use crate::{
    api,
    browser::{self, Heard, Listening, Prepared},
    components::options::Options,
};
use leptos::{prelude::*, task::spawn_local};
use model::{
    AppError, AttemptReport, DeviceFailure, LinkDetails, Preflight, RegistrationChoice, RegistrationOptions,
    RegistrationToken,
};
use std::{collections::VecDeque, time::Duration};

/// How long the page waits before it asks again for live events that the server refused.
const LISTEN_AGAIN: Duration = Duration::from_secs(4);

/// How often a page on which nobody has selected *Continue* yet looks whether its link still works.
const LOOK_AGAIN: Duration = Duration::from_secs(10);

/// How often the page sends the response of the authenticator again by itself when the answer was lost, and how long it waits
/// before each time. The server recognises a response that it has stored.
const FINISH_AGAIN: (u32, Duration) = (4, Duration::from_secs(3));

/// The state of the page, and what its effects need.
#[derive(Clone, Copy)]
pub struct Machine {
    state: RwSignal<State>,
    /// Is notified when the step must be drawn again.
    shown: Trigger,
    busy: Memo<bool>,
    /// When the link expires, by the clock of the device.
    deadline: RwSignal<f64>,
    token: StoredValue<RegistrationToken>,
    options: Options,
    /// The options of the last prompt, and the credential that was created with them, both as JSON text.
    created: StoredValue<(String, String)>,
    listening: StoredValue<Option<Listening>>,
    /// The reports about the attempt that are still to be sent, the next one first; `None` while none is being sent.
    reports: StoredValue<Option<VecDeque<AttemptReport>>>,
}

impl Machine {
    /// Makes the preflight of the browser, and looks the link up.
    pub fn start() -> Self {
        let token = browser::take_token();
        let found = browser::preflight();
        let (state, first) = State::new(found, token.is_some(), browser::kept_place());
        let state = RwSignal::new(state);
        let machine = Self {
            state,
            shown: Trigger::new(),
            busy: Memo::new(move |_| state.with(|state| state.under_way.is_some())),
            deadline: RwSignal::new(0.0),
            token: StoredValue::new(token.clone().unwrap_or_default()),
            options: Options::default(),
            created: StoredValue::default(),
            listening: StoredValue::new(None),
            reports: StoredValue::new(None),
        };
        machine.options.watch(Box::new(move || machine.send(Event::Stale)));
        if let Some(known) = found {
            spawn_local(machine.ask_further(known, token));
        }
        if let Some(effect) = first {
            machine.run(effect);
        }
        machine
    }

    /// Reads the state. A view that calls this is updated when the state changes.
    pub fn read<T>(self, read: impl FnOnce(&State) -> T) -> T {
        self.state.with(read)
    }

    /// Draws the state. A view that calls this is drawn again only when the machine asks for it.
    pub fn draw<T>(self, draw: impl FnOnce(&State) -> T) -> T {
        self.shown.track();
        self.state.with_untracked(draw)
    }

    /// Whether a request is in progress.
    pub fn busy(self) -> Memo<bool> {
        self.busy
    }

    /// Whether the browser's dialogue is open.
    pub fn waits(self) -> RwSignal<bool> {
        self.options.waits
    }

    /// The whole registration link.
    pub fn link(self) -> String {
        browser::link_of(&self.token.get_value())
    }

    /// The number of seconds for which the link still works.
    pub fn seconds_left(self) -> u32 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 86,400")]
        return (self.deadline.get() - browser::now()).ceil().clamp(0.0, 86_400.0) as u32;
    }

    /// Passes an event to the machine. The effects start before this returns, because Safari accepts a call of `create()` only
    /// during the handling of a tap.
    pub fn send(self, event: Event) {
        let effects = self.state.try_update(|state| state.update(event)).unwrap_or_default();
        for effect in effects {
            self.run(effect);
        }
    }

    /// The user selected the button that opens the browser's dialogue.
    pub fn tap(self) {
        self.send(if self.options.are_old() { Event::CreateTooLate } else { Event::Create });
    }

    fn run(self, effect: Effect) {
        match effect {
            Effect::Show => self.shown.notify(),
            Effect::TimeLeft(seconds) => self.deadline.set(browser::now() + f64::from(seconds)),
            Effect::Reload => browser::reload(),
            Effect::LookUp => self.look_up(Event::LookedUp),
            Effect::LookAgain if browser::is_hidden() => self.run(Effect::LookLater),
            Effect::LookAgain => self.look_up(Event::LookedAgain),
            Effect::LookLater => self.later(LOOK_AGAIN, Event::LookAgain),
            Effect::Join => spawn_local(async move {
                let (found, place) = self.state.with_untracked(|state| (state.found, state.choice.place));
                browser::keep_place(place);
                self.send(Event::Joined(api::join_link(self.token.get_value(), found).await));
            }),
            Effect::LoadOptions(choice) => spawn_local(async move {
                let loaded = self.load(choice).await;
                self.send(Event::Loaded(loaded));
            }),
            Effect::Create => self.create(),
            Effect::StopPrompt => self.options.stop(),
            Effect::Finish => self.finish(FINISH_AGAIN.0),
            Effect::ForgetCredential => {
                self.created
                    .with_value(|(options, credential)| browser::signal_unknown_credential(options, credential));
            }
            Effect::Report(report) => self.report(report),
            Effect::Listen => self.listen(),
            Effect::ListenLater => self.later(LISTEN_AGAIN, Event::ListenAgain),
            Effect::StopListening => self.listening.set_value(None),
        }
    }

    /// Sends `event` after some time.
    fn later(self, time: Duration, event: Event) {
        // In a box, as the timers of the options, so that the WASM contains timers for one type only.
        let again: Box<dyn FnOnce()> = Box::new(move || self.send(event));
        set_timeout(again, time);
    }

    /// Looks the link up, and passes the answer on as an event.
    fn look_up(self, event: fn(Result<LinkDetails, AppError>) -> Event) {
        spawn_local(async move { self.send(event(api::look_up_link(self.token.get_value()).await)) });
    }

    /// Asks the browser for the rest of the preflight, and reports it to the server, so that the agent sees it. Nothing depends
    /// on whether the report arrives.
    async fn ask_further(self, known: Preflight, token: Option<RegistrationToken>) {
        let found = browser::ask_further(known).await;
        self.send(Event::Found(found));
        if let Some(token) = token {
            drop(api::report_visit(token, found).await);
        }
    }

    async fn load(self, choice: RegistrationChoice) -> Result<state::Options, AppError> {
        let RegistrationOptions { options, may_retry_without_attestation } =
            api::load_registration_options(self.token.get_value(), choice).await?;
        let kept = self.options.keep(options, Box::new(move || self.send(Event::Stale)));
        Ok(state::Options { may_retry_without_attestation, kept })
    }

    /// Calls `navigator.credentials.create()` before anything is awaited.
    fn create(self) {
        let answered = move |options, answer: Result<String, DeviceFailure>| {
            let created = answer.map(|credential| self.created.set_value((options, credential)));
            self.send(Event::Created(created));
        };
        self.options.call(Prepared::create, Box::new(answered));
    }

    fn finish(self, again: u32) {
        spawn_local(async move {
            let (_, credential) = self.created.get_value();
            match api::finish_registration(credential).await {
                Err(AppError::Unreachable) if again > 0 => {
                    let later: Box<dyn FnOnce()> = Box::new(move || self.finish(again - 1));
                    set_timeout(later, FINISH_AGAIN.1);
                }
                answer => self.send(Event::Finished(answer)),
            }
        });
    }

    /// Sends the reports to the server in their order, one at a time. Nothing depends on whether they arrive.
    fn report(self, report: AttemptReport) {
        let under_way = self.reports.with_value(Option::is_some);
        self.reports.update_value(|reports| reports.get_or_insert_default().push_back(report));
        if under_way {
            return;
        }
        spawn_local(async move {
            while let Some(report) = self.reports.try_update_value(|reports| reports.as_mut()?.pop_front()).flatten() {
                drop(api::report_attempt(report).await);
            }
            self.reports.set_value(None);
        });
    }

    /// Listens for live events. The server sends one when the agent has admitted this attempt, and when the link has ended.
    fn listen(self) {
        let hear = move |heard| match heard {
            Heard::Event(text) => {
                if let Ok(standing) = serde_json::from_str(&text) {
                    self.send(Event::Heard(standing));
                }
            }
            Heard::Shown | Heard::Lost => {}
            Heard::Over => self.send(Event::HearingOver),
        };
        self.listening.set_value(Listening::to("/live/attempt", hear));
    }
}
