//! The registration page as a state machine: what it knows, what can happen, and what follows. Nothing here uses the browser,
//! the server or a clock. [`super::effects`] does that, and [`super::view`] draws the step.
//!
//! ```text
//! Checking ── the link is good ──▶ Invited                              (looks the link up again every few seconds)
//!    │                                │ Continue                        (request: Join)
//!    └─ this browser has joined ─────▶│
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
//! says that the link has ended while the browser's dialogue is open, the page ends the dialogue and shows the end at once. While
//! the server works on a request, the page shows the end only when the request has succeeded. If the server refuses the request
//! instead, the page shows the refusal.
//!
//! The server may have stored a response although the answer was lost. So until there is an answer, the page sends the same
//! response again, and does not ask the device for another one.

mod asked;
mod event;
mod step;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod walk;

pub use event::{Effect, Event, Options, Request};
pub use step::{Problem, Step};

use model::{
    AppError, AttemptReport, CeremonyRefusal, DeviceFailure, LinkDetails, LinkEnd, Place, Preflight,
    RegistrationChoice, Standing,
};

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
    /// Whether the user has selected *My RA agent has entered the code*, although the agent has not.
    pub not_yet: bool,
    /// Whether the user must select the button of [`Step::Ready`] once more, with newer options.
    pub once_more: bool,
    /// Whether the browser said that this device itself is registered already.
    pub registered_here: bool,
    /// The place that the user chose in this tab before the page was loaded.
    kept_place: Place,
    anyway: bool,
    /// How the link ended, according to the last answer or live event of the server.
    end: Option<LinkEnd>,
    listens: bool,
    has_options: bool,
    may_retry_without_attestation: bool,
    /// Whether the last try counts as cancelled by the user, so that the next one still asks for the proof of make and model.
    cancelled: bool,
    /// Whether the panel may show the result of an earlier try, because the page has reported one.
    reported: bool,
    /// Whether the server may have stored the response of the authenticator, because no answer to it arrived.
    unanswered: bool,
}

impl State {
    /// The state of a page that was just loaded, and its first effect. `kept_place` is the place that the user chose before, if the
    /// page was loaded again.
    pub fn new(found: Option<Preflight>, has_token: bool, kept_place: Place) -> (Self, Option<Effect>) {
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
            once_more: false,
            registered_here: false,
            kept_place,
            anyway: false,
            end: None,
            listens: false,
            has_options: false,
            may_retry_without_attestation: false,
            cancelled: false,
            reported: false,
            unanswered: false,
        };
        (state, first)
    }

    /// Changes the state by `event`, and returns the effects that follow.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        let then = &mut effects;
        if matches!(self.step, Step::Done(_)) {
            return effects;
        }
        match event {
            Event::LookedUp(Ok(details)) => self.looked_up(details, then),
            Event::LookAgain if self.may_continue() => then.push(Effect::LookAgain),
            Event::LookedAgain(answer) if self.may_continue() => match answer {
                Ok(details) => then.extend([Effect::TimeLeft(details.seconds_left), Effect::LookLater]),
                Err(AppError::LinkEnded(end)) => self.problem(Problem::Ended(end), then),
                // The next answer may be better, and *Continue* says what is wrong.
                Err(_) => then.push(Effect::LookLater),
            },
            Event::LookAgain | Event::LookedAgain(_) => {}
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
            Event::Create if self.is_ready() => {
                // A challenge can be used only once.
                self.has_options = false;
                self.once_more = false;
                self.under_way = Some(Request::Prompt);
                then.push(Effect::Create);
                self.report(AttemptReport::Prompted, then);
            }
            Event::CreateTooLate if self.is_ready() => {
                // Loading takes time, and Safari opens its dialogue only straight from a tap. So this needs another tap.
                self.once_more = true;
                self.load_options(then);
            }
            Event::StartAgain if self.under_way == Some(Request::Prompt) => {
                self.stop_prompt(then);
                self.once_more = true;
                then.push(Effect::Show);
                self.join(then);
            }
            Event::Stale | Event::Create | Event::CreateTooLate | Event::StartAgain => {}
            Event::Created(Ok(())) => self.finish(then),
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
                self.unanswered = error.is_out_of_reach();
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

    /// Whether the user can select *Continue*.
    fn may_continue(&self) -> bool {
        self.step == Step::Invited && self.under_way.is_none()
    }

    /// Whether the next tap opens the browser's dialogue.
    fn is_ready(&self) -> bool {
        self.step == Step::Ready && self.has_options && self.under_way.is_none()
    }

    fn stop_prompt(&mut self, then: &mut Vec<Effect>) {
        self.under_way = None;
        then.push(Effect::StopPrompt);
    }

    fn report(&mut self, report: AttemptReport, then: &mut Vec<Effect>) {
        self.reported = report != AttemptReport::Ready;
        then.push(Effect::Report(report));
    }

    fn show(&mut self, step: Step, then: &mut Vec<Effect>) {
        self.step = step;
        then.push(Effect::Show);
    }

    /// The link works. A browser that has joined it before goes on where it was.
    fn looked_up(&mut self, mut details: LinkDetails, then: &mut Vec<Effect>) {
        let standing = details.standing.take();
        self.under_way = None;
        then.push(Effect::TimeLeft(details.seconds_left));
        self.details = Some(details);
        if let Some(standing) = standing {
            self.choice.place = self.kept_place;
            self.joined(standing, then);
        } else {
            self.show(Step::Invited, then);
            then.push(Effect::LookLater);
        }
    }

    /// Learns something about the browser. The step is drawn again only if this changes the obstacle, or what the user can choose.
    fn learn(&mut self, then: &mut Vec<Effect>, learn: impl FnOnce(&mut Self)) {
        let drawn = |state: &Self| (state.obstacle(), state.offers_both(), state.is_nearby());
        let before = drawn(self);
        learn(self);
        if self.step == Step::Invited && drawn(self) != before {
            then.push(Effect::Show);
        }
    }

    /// Joins the link. If this browser has joined already, asks for the state of its attempt. If the link could not be looked
    /// up, loads the page again. If a response is unanswered, sends it again.
    fn join(&mut self, then: &mut Vec<Effect>) {
        if self.details.is_none() {
            then.push(Effect::Reload);
        } else if self.under_way.is_none() {
            if self.unanswered {
                return self.finish(then);
            }
            self.under_way = Some(Request::Join { with_cookie: false });
            then.push(Effect::Join);
        }
    }

    /// Sends the response of the authenticator to the server.
    fn finish(&mut self, then: &mut Vec<Effect>) {
        self.under_way = Some(Request::Finish);
        then.push(Effect::Finish);
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
        if self.end.is_some() && self.under_way == Some(Request::Prompt) {
            self.stop_prompt(then);
        }
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
        self.has_options = false;
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
        if self.reported {
            self.report(AttemptReport::Ready, then);
        }
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
        self.report(AttemptReport::Failed(failure), then);
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
        self.once_more = false;
        self.show(Step::Problem(problem), then);
    }

    /// Shows that the link has ended, if the server said so and no request is in progress. Shows it only once, because to draw
    /// the step again would take the focus away from where the user is.
    fn tell_end(&mut self, then: &mut Vec<Effect>) {
        let Some(end) = self.end.filter(|_| self.under_way.is_none()) else { return };
        if self.unanswered {
            // Perhaps it ended because the response was stored.
            return self.finish(then);
        }
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
