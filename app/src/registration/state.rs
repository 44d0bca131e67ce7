//! The registration page as one machine: what it knows, what happens to it, and what follows. Nothing here touches the
//! browser, the server or a clock: [`super::effects`] does that, and [`super::view`] draws the step.
//!
//! ```text
//! Checking ── the link is good ──▶ Invited
//!                                     │ Continue                        (under way: Join)
//!                                     ├── a match code is wanted ──▶ Waiting
//!                                     │                                 │ the agent has typed it
//!                                     ▼                                 ▼
//!                     ┌──────▶ options are loaded                       (under way: Options)
//!   after 4 minutes,  │               ▼
//!   unless used       └──────────── Ready
//!                                     │ Create passkey                  (under way: Prompt, then Finish)
//!                                     ▼
//!                                   Done
//!
//! From every step but Done:  refused by the server, failed on the device, or the link's end ──▶ Problem
//! From Problem:              Try again ──▶ as Continue
//! ```
//!
//! At most one [`Request`] is under way, so a second tap does nothing. Live events come at any time. The end of a link that is
//! heard while a request is under way is kept, and told when that request has succeeded or the device has failed. Where the
//! server refused the request instead, its refusal is what the page says.

mod event;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod walk;

pub use event::{Effect, Event, Options, Request};

use crate::kinds;
use model::{
    AppError, AttemptReport, AuthenticatorKind, CeremonyRefusal, Device, DeviceFailure, LinkDetails, LinkEnd, Place,
    Preflight, Registered, RegistrationChoice, Standing,
};

/// Where the user is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The link is being looked up.
    Checking,
    /// The link is good: the page says who it is for, and what will happen.
    Invited,
    /// The match code is on the screen, until the agent has typed it.
    Waiting(String),
    /// The options are loaded: the next tap opens the browser's dialogue.
    Ready,
    /// An authenticator was registered. The page never leaves this step.
    Done(Registered),
    /// Something did not work.
    Problem(Problem),
}

/// What did not work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There is no token in the address.
    NoToken,
    /// The browser or the device failed.
    Device(DeviceFailure),
    /// The server refused, or could not be reached.
    Refused(AppError),
    /// The link has ended.
    Ended(LinkEnd),
}

/// What the page knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Where the user is.
    pub step: Step,
    /// What the page waits for.
    pub under_way: Option<Request>,
    /// What the browser can do; more of it comes later.
    pub found: Option<Preflight>,
    /// Who the link is for, and what it registers.
    pub invitation: Option<LinkDetails>,
    /// How the user wants to register.
    pub choice: RegistrationChoice,
    /// Whether the user asked if the agent has typed the match code, and the agent has not.
    pub not_yet: bool,
    /// Whether the browser said that this very device is registered already.
    pub registered_here: bool,
    anyway: bool,
    /// How the link ended, as the server said last.
    end: Option<LinkEnd>,
    listens: bool,
    has_options: bool,
    may_retry_without_attestation: bool,
    /// Whether the last try was cancelled: the next one asks for the proof of make and model again.
    cancelled: bool,
}

impl State {
    /// The page as it is loaded, and the first thing to do.
    pub fn new(found: Option<Preflight>, has_token: bool) -> (Self, Option<Effect>) {
        let (step, under_way, first) = if has_token {
            (Step::Checking, Some(Request::Open), Some(Effect::Open))
        } else {
            (Step::Problem(Problem::NoToken), None, None)
        };
        let state = Self {
            step,
            under_way,
            found,
            invitation: None,
            choice: RegistrationChoice::default(),
            not_yet: false,
            registered_here: false,
            anyway: false,
            end: None,
            listens: false,
            has_options: false,
            may_retry_without_attestation: false,
            cancelled: false,
        };
        (state, first)
    }

    /// The kind of authenticator that the link is for, once that is known.
    pub fn kind(&self) -> Option<AuthenticatorKind> {
        self.invitation.as_ref().map(|invitation| invitation.kind)
    }

    /// The device that the page is open on.
    pub fn device(&self) -> Device {
        self.found.map_or(Device::Other, |found| found.device)
    }

    /// Whether the user chose a phone or tablet instead of this device.
    pub fn wants_another_device(&self) -> bool {
        self.choice.place == Place::AnotherDevice
    }

    /// What stands in the way before *Continue*, unless the user goes on in spite of it.
    pub fn obstacle(&self) -> Option<DeviceFailure> {
        match self.step {
            Step::Invited if !self.anyway => kinds::obstacle(self.kind()?, &self.found?),
            _ => None,
        }
    }

    /// What follows from `event`.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        let then = &mut effects;
        if matches!(self.step, Step::Done(_)) {
            return effects;
        }
        match event {
            Event::Opened(Ok(invitation)) => {
                then.push(Effect::TimeLeft(invitation.seconds_left));
                self.invitation = Some(invitation);
                self.under_way = None;
                self.show(Step::Invited, then);
            }
            Event::Found(found) => self.learn(then, |state| state.found = Some(found)),
            Event::Anyway => self.learn(then, |state| state.anyway = true),
            Event::Continue(place) => {
                if self.under_way.is_none() {
                    self.choice.place = place;
                }
                self.join(then);
            }
            Event::TryAgain => self.join(then),
            Event::Joined(Err(AppError::NoCookies)) if self.under_way == Some(Request::Join { with_cookie: false }) => {
                // With that answer came a cookie: perhaps the browser keeps it by now.
                self.under_way = Some(Request::Join { with_cookie: true });
                then.push(Effect::Join);
            }
            Event::Joined(Ok(standing)) => self.joined(standing, then),
            Event::Loaded(Ok(options)) => self.loaded(options, then),
            Event::Stale if self.step == Step::Ready && self.under_way.is_none() => self.load_options(then),
            Event::Create if self.has_options && self.under_way.is_none() => {
                // A challenge serves once.
                self.has_options = false;
                self.under_way = Some(Request::Prompt);
                then.extend([Effect::Create, Effect::Report(AttemptReport::Prompted)]);
            }
            Event::Stale | Event::Create => {}
            Event::Created(Ok(())) => {
                self.under_way = Some(Request::Finish);
                then.push(Effect::Finish);
            }
            Event::Created(Err(failure)) => {
                self.failed(failure, then);
                // Perhaps another browser was first meanwhile.
                self.tell_end(then);
            }
            Event::Finished(Ok(registered)) => {
                self.under_way = None;
                self.show(Step::Done(registered), then);
                then.push(Effect::StopListening);
            }
            Event::Finished(Err(error)) => {
                let (error, unknown) = error.refusal();
                if unknown {
                    then.push(Effect::ForgetCredential);
                }
                self.refused(error, then);
            }
            Event::Opened(Err(error)) | Event::Joined(Err(error)) | Event::Loaded(Err(error)) => {
                self.refused(error, then);
            }
            Event::Heard(standing) => self.heard(&standing, then),
            Event::HearingOver => then.push(Effect::ListenLater),
            Event::ListenAgain => {
                self.listens = false;
                if self.end.is_none() {
                    self.listen(then);
                } else {
                    then.push(Effect::StopListening);
                }
            }
        }
        effects
    }

    fn show(&mut self, step: Step, then: &mut Vec<Effect>) {
        self.step = step;
        then.push(Effect::Show);
    }

    /// Learns something about the browser. The step is drawn anew only where that changes what stands in the way.
    fn learn(&mut self, then: &mut Vec<Effect>, learn: impl FnOnce(&mut Self)) {
        let before = self.obstacle();
        learn(self);
        if self.obstacle() != before {
            then.push(Effect::Show);
        }
    }

    /// Becomes an attempt, or hears again where it stands.
    fn join(&mut self, then: &mut Vec<Effect>) {
        if self.invitation.is_none() {
            then.push(Effect::Reload);
        } else if self.under_way.is_none() {
            self.under_way = Some(Request::Join { with_cookie: false });
            then.push(Effect::Join);
        }
    }

    /// This browser is an attempt: it waits for the agent, or goes on.
    fn joined(&mut self, standing: Standing, then: &mut Vec<Effect>) {
        if !self.listens {
            self.listen(then);
        }
        self.under_way = None;
        self.note(&standing, then);
        let waited = matches!(self.step, Step::Waiting(_));
        self.not_yet = waited && standing.match_code.is_some();
        match standing.match_code {
            _ if standing.end.is_some() => self.tell_end(then),
            // The code is on the screen already.
            Some(_) if waited => {}
            Some(code) => self.show(Step::Waiting(code), then),
            None => self.load_options(then),
        }
    }

    /// The server says that something changed.
    fn heard(&mut self, standing: &Standing, then: &mut Vec<Effect>) {
        self.note(standing, then);
        self.tell_end(then);
        let waits = matches!(self.step, Step::Waiting(_)) && self.under_way.is_none();
        if waits && standing.match_code.is_none() {
            self.load_options(then);
        }
    }

    fn note(&mut self, standing: &Standing, then: &mut Vec<Effect>) {
        self.end = standing.end;
        then.push(Effect::TimeLeft(standing.seconds_left));
    }

    fn listen(&mut self, then: &mut Vec<Effect>) {
        self.listens = true;
        then.push(Effect::Listen);
    }

    /// Loads options, so that they are there before the next tap.
    fn load_options(&mut self, then: &mut Vec<Effect>) {
        self.under_way = Some(Request::Options);
        then.push(Effect::LoadOptions(self.choice));
    }

    fn loaded(&mut self, options: Options, then: &mut Vec<Effect>) {
        self.may_retry_without_attestation = options.may_retry_without_attestation;
        if let Err(failure) = options.kept {
            return self.failed(failure, then);
        }
        self.has_options = true;
        self.under_way = None;
        // Options that were loaded anew change nothing for the user.
        if self.step != Step::Ready {
            self.show(Step::Ready, then);
        }
        self.tell_end(then);
    }

    /// The browser or the device failed.
    fn failed(&mut self, mut failure: DeviceFailure, then: &mut Vec<Effect>) {
        match failure {
            // It was the phone or tablet that said so, not the device that shows the page.
            DeviceFailure::InvalidState if self.wants_another_device() => failure = DeviceFailure::AlreadyNearby,
            DeviceFailure::InvalidState => self.registered_here = true,
            _ => self.choose_attestation(failure),
        }
        then.push(Effect::Report(AttemptReport::Failed(failure)));
        self.problem(Problem::Device(failure), then);
    }

    /// Decides whether the next try asks for the proof of make and model. Some computers fail with it; where the operator
    /// allows it, one try goes without. A cancelled prompt looks the same, so only the second of those counts.
    fn choose_attestation(&mut self, failure: DeviceFailure) {
        self.cancelled = failure == DeviceFailure::NotAllowed && !self.cancelled;
        self.choice.without_attestation = self.may_retry_without_attestation && !self.cancelled;
    }

    /// The server refused. Without the proof of make and model it learnt too little: the next try asks for it again.
    fn refused(&mut self, error: AppError, then: &mut Vec<Effect>) {
        self.choice.without_attestation = false;
        let problem = match error {
            AppError::LinkEnded(end) => Problem::Ended(end),
            error => Problem::Refused(error),
        };
        self.problem(problem, then);
    }

    fn problem(&mut self, problem: Problem, then: &mut Vec<Effect>) {
        self.under_way = None;
        self.show(Step::Problem(problem), then);
    }

    /// Says that the link has ended, if the server said so and nothing is under way. Says it once: said again, it would take
    /// the focus away from where the user is.
    fn tell_end(&mut self, then: &mut Vec<Effect>) {
        let Some(end) = self.end.filter(|_| self.under_way.is_none()) else { return };
        let said = match &self.step {
            Step::Problem(Problem::Ended(said)) => *said == end,
            // That says why the link ended.
            Step::Problem(Problem::Refused(error)) => *error == AppError::Ceremony(CeremonyRefusal::IssuerMayNot),
            _ => false,
        };
        if !said {
            self.problem(Problem::Ended(end), then);
        }
    }
}
