//! What the registration page remembers between its steps, and what its buttons do.

use super::words::{self, Words};
use crate::{
    api,
    browser::{self, Heard, Listening, Prepared},
};
use leptos::{prelude::*, task::spawn_local};
use model::{
    AppError, AttemptReport, AuthenticatorKind, Device, Failure, LinkEnd, Place, Preflight, Registered,
    RegistrationChoice, RegistrationInvitation, Standing,
};
use std::time::Duration;

/// After how long the page asks again to be told of changes, when the server refused.
const LISTEN_AGAIN: Duration = Duration::from_secs(4);

/// Where the user is.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// The link is being looked up.
    Checking,
    /// It is good: who it is for, and what will happen.
    Invited(RegistrationInvitation),
    /// The match code is to be read out, until the agent has typed it.
    Waiting(String),
    /// The options are loaded: the next tap opens the browser's dialogue.
    Ready(RegistrationInvitation),
    /// Registered.
    Done(Registered),
    /// It did not work.
    Problem(Words),
}

/// The state of the page.
#[derive(Clone, Copy)]
pub(super) struct Flow {
    pub step: RwSignal<Step>,
    /// Whether something is under way, so that a second tap does nothing.
    pub busy: RwSignal<bool>,
    /// What the browser can do; more of it comes later.
    pub found: RwSignal<Option<Preflight>>,
    /// Whether the user goes on in spite of what was found.
    pub anyway: RwSignal<bool>,
    /// Where the attempt stands, as the server said last.
    pub standing: RwSignal<Option<Standing>>,
    listening: StoredValue<Option<Listening>, LocalStorage>,
    token: StoredValue<String>,
    invitation: StoredValue<Option<RegistrationInvitation>>,
    choice: StoredValue<RegistrationChoice>,
    /// Whether the browser said that this very device is registered already.
    registered_here: StoredValue<bool>,
    /// How often the device failed while the proof of make and model was asked for.
    failures: StoredValue<u32>,
    /// Whether the next try may leave the proof of make and model out.
    may_retry_without_attestation: StoredValue<bool>,
    prepared: StoredValue<Option<Prepared>, LocalStorage>,
}

impl Flow {
    /// Looks at the browser, and the link up.
    pub fn begin() -> Self {
        let token = browser::take_token();
        browser::watch_fragment();
        let found = browser::preflight();
        let flow = Self {
            step: RwSignal::new(Step::Checking),
            busy: RwSignal::new(false),
            found: RwSignal::new(found),
            anyway: RwSignal::new(false),
            standing: RwSignal::new(None),
            listening: StoredValue::new_local(None),
            token: StoredValue::new(token.clone().unwrap_or_default()),
            invitation: StoredValue::new(None),
            choice: StoredValue::new(RegistrationChoice::default()),
            registered_here: StoredValue::new(false),
            failures: StoredValue::new(0),
            may_retry_without_attestation: StoredValue::new(false),
            prepared: StoredValue::new_local(None),
        };
        if let Some(known) = found {
            spawn_local(async move { flow.found.set(Some(browser::ask_further(known).await)) });
        }
        match token {
            Some(_) => flow.open(),
            None => flow.problem(words::no_token()),
        }
        flow
    }

    /// The link again, in full.
    pub fn link(self) -> String {
        browser::link_of(&self.token.get_value())
    }

    /// The kind of authenticator that the link is for. (What a passkey is told is said while that is not known.)
    pub fn kind(self) -> AuthenticatorKind {
        self.invitation
            .with_value(|invitation| invitation.as_ref().map_or(AuthenticatorKind::Passkey, |known| known.kind))
    }

    /// How long the link works, as it was when it was opened.
    pub fn seconds_left(self) -> u32 {
        self.invitation.with_value(|invitation| invitation.as_ref().map_or(0, |known| known.seconds_left))
    }

    pub fn device(self) -> Device {
        self.found.get_untracked().map_or(Device::Other, |found| found.device)
    }

    /// Whether the user chose a phone or tablet instead of this device.
    pub fn wants_another_device(self) -> bool {
        self.choice.with_value(|choice| choice.place == Place::AnotherDevice)
    }

    /// Whether this device is known to be registered already.
    pub fn is_registered_here(self) -> bool {
        self.registered_here.get_value()
    }

    fn problem(self, words: Words) {
        self.busy.set(false);
        self.step.set(Step::Problem(words));
    }

    fn failed(self, failure: Failure) {
        let mut device = self.device();
        match failure {
            // It was the phone or tablet that said so, not the device that shows the page.
            Failure::InvalidState if self.wants_another_device() => device = Device::Other,
            Failure::InvalidState => self.registered_here.set_value(true),
            _ => self.choose_attestation(failure),
        }
        self.problem(words::failure(failure, self.kind(), device));
    }

    fn refused(self, error: &AppError) {
        // Without the proof the server learnt too little: the next try asks for it again.
        self.choice.update_value(|choice| choice.without_attestation = false);
        self.problem(words::error(error, self.kind()));
    }

    /// Whether the next try asks for the proof of make and model. Some computers fail with it; where the operator allows it,
    /// one try goes without. A cancelled prompt looks the same, so only the second of those counts.
    fn choose_attestation(self, failure: Failure) {
        self.failures.update_value(|failures| *failures += 1);
        let cancelled = failure == Failure::NotAllowed && self.failures.get_value() % 2 == 1;
        let without = self.may_retry_without_attestation.get_value() && !cancelled;
        self.choice.update_value(|choice| choice.without_attestation = without);
    }

    fn open(self) {
        spawn_local(async move {
            match api::open_registration(self.token.get_value()).await {
                Ok(invitation) => {
                    self.invitation.set_value(Some(invitation.clone()));
                    self.step.set(Step::Invited(invitation));
                }
                Err(error) => self.refused(&error),
            }
        });
    }

    /// *Continue* on a device of the user's choice.
    pub fn load_for(self, place: Place) {
        self.choice.update_value(|choice| choice.place = place);
        self.load();
    }

    /// *Continue*, and *Try again*: becomes an attempt, and goes on when nothing stands in the way.
    pub fn load(self) {
        if self.invitation.with_value(Option::is_none) {
            return browser::reload();
        }
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            match api::begin_registration(self.token.get_value(), self.found.get_untracked()).await {
                Ok(standing) => {
                    self.listen();
                    self.busy.set(false);
                    self.began(standing);
                }
                Err(error) => self.refused(&error),
            }
        });
    }

    /// The attempt was begun, or begun again: waits for the agent, or goes on.
    fn began(self, standing: Standing) {
        let (code, end) = (standing.match_code.clone(), standing.end);
        self.standing.set(Some(standing));
        match (code, end) {
            (_, Some(end)) => self.problem(words::ended(end)),
            (Some(code), None) => self.step.set(Step::Waiting(code)),
            (None, None) => self.prepare(),
        }
    }

    /// The server says that something changed. Whoever waits goes on; and who is told nothing else is told of the end.
    fn changed(self, standing: Standing) {
        let (code, end) = (standing.match_code.clone(), standing.end);
        self.standing.set(Some(standing));
        // While the device shows its prompt, its answer decides.
        if self.busy.get_untracked() {
            return;
        }
        match (self.step.get_untracked(), code, end) {
            (Step::Done(_), ..) => {}
            // What was started in time may be finished: the server decides.
            (Step::Ready(_), _, Some(LinkEnd::Expired)) => {}
            (_, _, Some(end)) => self.problem(words::ended(end)),
            (Step::Waiting(_), None, None) => self.prepare(),
            _ => {}
        }
    }

    /// Hears from the server when the agent has let this browser in, and when another one was first.
    fn listen(self) {
        if self.listening.with_value(Option::is_some) {
            return;
        }
        let hear = move |heard| match heard {
            Heard::Event(text) => {
                if let Ok(standing) = serde_json::from_str(&text) {
                    self.changed(standing);
                }
            }
            Heard::Lost => {}
            Heard::Over => set_timeout(move || self.listen_again(), LISTEN_AGAIN),
        };
        self.listening.set_value(Listening::to("/live/attempt", hear));
    }

    fn listen_again(self) {
        self.listening.set_value(None);
        if !matches!(self.step.get_untracked(), Step::Done(_)) {
            self.listen();
        }
    }

    /// Loads options, so that they are there before the next tap.
    fn prepare(self) {
        let Some(invitation) = self.invitation.get_value() else { return };
        self.busy.set(true);
        spawn_local(async move {
            let options = match api::start_registration(self.token.get_value(), self.choice.get_value()).await {
                Ok(options) => options,
                Err(error) => return self.refused(&error),
            };
            self.may_retry_without_attestation.set_value(options.may_retry_without_attestation);
            match Prepared::parse(&options.options) {
                Ok(prepared) => {
                    self.prepared.set_value(Some(prepared));
                    self.busy.set(false);
                    self.step.set(Step::Ready(invitation));
                }
                Err(failure) => self.failed(failure),
            }
        });
    }

    /// Tells the server, so that the agent sees it. Nothing depends on whether it arrives.
    fn report(self, report: AttemptReport) {
        spawn_local(async move { drop(api::report_attempt(report).await) });
    }

    /// *Create passkey*: calls the browser straight from the tap, before anything is awaited.
    pub fn create(self) {
        if self.busy.get_untracked() {
            return;
        }
        let Some(created) = self.prepared.with_value(|prepared| prepared.as_ref().map(Prepared::create)) else {
            return;
        };
        self.busy.set(true);
        spawn_local(async move {
            // The prompt is open already. Told before its outcome, so that the two do not overtake each other.
            drop(api::report_attempt(AttemptReport::Prompted).await);
            match created.await {
                Ok(credential) => match api::finish_registration(credential).await {
                    Ok(registered) => {
                        self.step.set(Step::Done(registered));
                        self.listening.set_value(None);
                    }
                    Err(error) => self.refused(&error),
                },
                Err(failure) => {
                    self.report(AttemptReport::Failed(failure));
                    self.failed(failure);
                    // Perhaps another browser was first meanwhile.
                    if let Some(standing) = self.standing.get_untracked().filter(|standing| standing.end.is_some()) {
                        self.changed(standing);
                    }
                }
            }
        });
    }
}
