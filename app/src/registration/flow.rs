//! What the registration page remembers between its steps.

use super::words::{self, Words};
use crate::{
    api,
    browser::{self, Listening},
    components::options::Options,
};
use leptos::{prelude::*, task::spawn_local};
use model::{
    AttemptReport, AuthenticatorKind, Device, LinkEnd, Place, Preflight, Registered, RegistrationChoice,
    RegistrationInvitation,
};
use std::collections::VecDeque;

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
    /// Whether the user asked the server whether the agent has typed the match code, and they have not.
    pub not_yet: RwSignal<bool>,
    /// How the link ended, as the server said last.
    pub end: RwSignal<Option<LinkEnd>>,
    /// When the link's time is up, by the clock of the device.
    pub deadline: RwSignal<f64>,
    pub listening: StoredValue<Option<Listening>>,
    pub token: StoredValue<String>,
    pub invitation: StoredValue<Option<RegistrationInvitation>>,
    pub choice: StoredValue<RegistrationChoice>,
    /// Whether the browser said that this very device is registered already.
    pub registered_here: StoredValue<bool>,
    /// Whether the last try was cancelled: the next one asks for the proof of make and model again.
    pub cancelled: StoredValue<bool>,
    /// Whether the next try may leave the proof of make and model out.
    pub may_retry_without_attestation: StoredValue<bool>,
    pub options: Options,
    /// What the server is still to be told of the attempt, the next one first; `None` while nothing is under way.
    pub reports: StoredValue<Option<VecDeque<AttemptReport>>>,
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
            not_yet: RwSignal::new(false),
            end: RwSignal::new(None),
            deadline: RwSignal::new(0.0),
            listening: StoredValue::new(None),
            token: StoredValue::new(token.clone().unwrap_or_default()),
            invitation: StoredValue::new(None),
            choice: StoredValue::new(RegistrationChoice::default()),
            registered_here: StoredValue::new(false),
            cancelled: StoredValue::new(false),
            may_retry_without_attestation: StoredValue::new(false),
            options: Options::default(),
            reports: StoredValue::new(None),
        };
        if let Some(known) = found {
            let token = token.clone();
            spawn_local(async move {
                let found = browser::ask_further(known).await;
                flow.found.set(Some(found));
                // For the agent to see. Nothing depends on whether it arrives.
                if let Some(token) = token {
                    drop(api::report_opening(token, found).await);
                }
            });
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

    /// How long the link still works.
    pub fn seconds_left(self) -> u32 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 86,400")]
        return (self.deadline.get() - browser::now()).ceil().clamp(0.0, 86_400.0) as u32;
    }

    pub fn set_seconds_left(self, seconds: u32) {
        self.deadline.set(browser::now() + f64::from(seconds));
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

    pub fn problem(self, words: Words) {
        self.busy.set(false);
        self.step.set(Step::Problem(words));
    }

    /// Says that the link has ended, if the server said so. Once: said again, it would take the focus away from where the user
    /// is. Who has registered, or has the prompt on the screen, hears of that first.
    pub fn tell_end(self) {
        let Some(end) = self.end.get_untracked().filter(|_| !self.busy.get_untracked()) else { return };
        let ended = words::ended(end);
        let said = self.step.with_untracked(|step| match step {
            Step::Done(_) => true,
            // That says why as well.
            Step::Problem(words) => *words == ended || *words == words::issuer_may_not(),
            _ => false,
        });
        if !said {
            self.problem(ended);
        }
    }

    fn open(self) {
        spawn_local(async move {
            match api::open_registration(self.token.get_value()).await {
                Ok(invitation) => {
                    self.set_seconds_left(invitation.seconds_left);
                    self.invitation.set_value(Some(invitation.clone()));
                    self.step.set(Step::Invited(invitation));
                }
                Err(error) => self.refused(&error),
            }
        });
    }
}
