//! The registration page as a state machine: what it knows, what can happen, and what follows. Nothing here uses the browser,
//! the server or a clock. [`super::effects`] does that, and [`super::view`] draws the step.
//!
//! ```text
//! Checking ── the link is good ──▶ Invited
//!                                     │ Continue                        (request: Join)
//!                                     ├── a match code is needed ──▶ Waiting
//!                                     │                                 │ the agent has typed it
//!                                     ▼                                 ▼
//!                     ┌──────▶ options are loaded                       (request: Options)
//!   after 4 minutes,  │               ▼
//!   unless used       └──────────── Ready
//!                                     │ Create passkey                  (request: Prompt, then Finish)
//!                                     ▼
//!                                   Done
//!
//! From every step but Done:  the server refuses, the device fails, or the link ends ──▶ Problem
//! From Problem:              Try again ──▶ the same as Continue
//! ```
//!
//! At most one [`Request`] is in progress at a time, so a second tap does nothing. Live events may arrive at any time. When one
//! says that the link has ended while a request is in progress, the page shows the end only when the request has succeeded or
//! the device has failed. If the server refuses the request instead, the page shows the refusal.

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

/// A step of the registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The link is being looked up.
    Checking,
    /// The link works. The page says who it is for, and what will happen.
    Invited,
    /// The match code is on the screen until the agent has typed it.
    Waiting(String),
    /// The options are loaded, so the next tap opens the browser's dialogue.
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
    /// The step that the page shows.
    pub step: Step,
    /// The request that is in progress.
    pub under_way: Option<Request>,
    /// What the browser can do. Some of it is found out later.
    pub found: Option<Preflight>,
    /// Who the link is for, and what it registers.
    pub details: Option<LinkDetails>,
    /// How the user wants to register.
    pub choice: RegistrationChoice,
    /// Whether the user has pressed *My RA agent has typed it*, although the agent has not typed the match code.
    pub not_yet: bool,
    /// Whether the browser said that this device itself is registered already.
    pub registered_here: bool,
    anyway: bool,
    /// How the link ended, according to the last answer or live event of the server.
    end: Option<LinkEnd>,
    listens: bool,
    has_options: bool,
    may_retry_without_attestation: bool,
    /// Whether the last try counts as cancelled by the user, so that the next one still asks for the proof of make and model.
    cancelled: bool,
}

impl State {
    /// The state of a page that was just loaded, and its first effect.
    pub fn new(found: Option<Preflight>, has_token: bool) -> (Self, Option<Effect>) {
        let (step, under_way, first) = if has_token {
            (Step::Checking, Some(Request::LookUp), Some(Effect::LookUp))
        } else {
            (Step::Problem(Problem::NoToken), None, None)
        };
        let state = Self {
            step,
            under_way,
            found,
            details: None,
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
        self.details.as_ref().map(|details| details.kind)
    }

    /// The device that the page is open on.
    pub fn device(&self) -> Device {
        self.found.map_or(Device::Other, |found| found.device)
    }

    /// Whether the user chose a phone or tablet instead of this device.
    pub fn wants_another_device(&self) -> bool {
        self.choice.place == Place::AnotherDevice
    }

    /// The obstacle to show before *Continue*; `None` when there is none, or when the user goes on in spite of it.
    pub fn obstacle(&self) -> Option<DeviceFailure> {
        match self.step {
            Step::Invited if !self.anyway => kinds::obstacle(self.kind()?, &self.found?),
            _ => None,
        }
    }

    /// Changes the state by `event`, and returns the effects that follow.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        let then = &mut effects;
        if matches!(self.step, Step::Done(_)) {
            return effects;
        }
        match event {
            Event::LookedUp(Ok(details)) => {
                then.push(Effect::TimeLeft(details.seconds_left));
                self.details = Some(details);
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
                // The refusal came with a cookie. Perhaps the browser keeps that one, so join once more.
                self.under_way = Some(Request::Join { with_cookie: true });
                then.push(Effect::Join);
            }
            Event::Joined(Ok(standing)) => self.joined(standing, then),
            Event::Loaded(Ok(options)) => self.loaded(options, then),
            Event::Stale if self.step == Step::Ready && self.under_way.is_none() => self.load_options(then),
            Event::Create if self.has_options && self.under_way.is_none() => {
                // A challenge can be used only once.
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
                // The link may have ended meanwhile, for example because another browser was first.
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
            Event::LookedUp(Err(error)) | Event::Joined(Err(error)) | Event::Loaded(Err(error)) => {
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

    /// Learns something about the browser. The step is drawn again only if this changes the obstacle.
    fn learn(&mut self, then: &mut Vec<Effect>, learn: impl FnOnce(&mut Self)) {
        let before = self.obstacle();
        learn(self);
        if self.obstacle() != before {
            then.push(Effect::Show);
        }
    }

    /// Joins the link. If this browser has joined already, asks for the state of its attempt. If the link could not be looked
    /// up, loads the page again.
    fn join(&mut self, then: &mut Vec<Effect>) {
        if self.details.is_none() {
            then.push(Effect::Reload);
        } else if self.under_way.is_none() {
            self.under_way = Some(Request::Join { with_cookie: false });
            then.push(Effect::Join);
        }
    }

    /// This browser is an attempt now. It waits for the agent, or goes on.
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

    /// A live event says that something has changed.
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
        // When expiring options were replaced by new ones, nothing changes for the user.
        if self.step != Step::Ready {
            self.show(Step::Ready, then);
        }
        self.tell_end(then);
    }

    /// The browser or the device failed.
    fn failed(&mut self, mut failure: DeviceFailure, then: &mut Vec<Effect>) {
        match failure {
            // The phone or tablet is registered already, and not the device that shows the page.
            DeviceFailure::InvalidState if self.wants_another_device() => failure = DeviceFailure::AlreadyNearby,
            DeviceFailure::InvalidState => self.registered_here = true,
            _ => self.choose_attestation(failure),
        }
        then.push(Effect::Report(AttemptReport::Failed(failure)));
        self.problem(Problem::Device(failure), then);
    }

    /// Decides whether the next try asks for the proof of make and model. Some computers fail when it is requested, so one try
    /// leaves it out if the operator allows that. When the user cancels, the error is the same `NotAllowed`, so the first one
    /// counts as cancelled, and only the second one in a row counts as such a failure.
    fn choose_attestation(&mut self, failure: DeviceFailure) {
        self.cancelled = failure == DeviceFailure::NotAllowed && !self.cancelled;
        self.choice.without_attestation = self.may_retry_without_attestation && !self.cancelled;
    }

    /// The server refused the request. The next try asks for the proof of make and model again, because the reason may be that
    /// it was left out.
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

    /// Shows that the link has ended, if the server said so and no request is in progress. Shows it only once, because to draw
    /// the step again would take the focus away from where the user is.
    fn tell_end(&mut self, then: &mut Vec<Effect>) {
        let Some(end) = self.end.filter(|_| self.under_way.is_none()) else { return };
        let said = match &self.step {
            Step::Problem(Problem::Ended(said)) => *said == end,
            // This refusal already says why the link ended.
            Step::Problem(Problem::Refused(error)) => *error == AppError::Ceremony(CeremonyRefusal::IssuerMayNot),
            _ => false,
        };
        if !said {
            self.problem(Problem::Ended(end), then);
        }
    }
}
