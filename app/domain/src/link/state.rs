//! The life of a registration link and of the browsers that joined it, as a pure state machine: no database and no clock. Each
//! move is a function that takes the current time (`now`) where time matters. It changes the link and returns the event, or it
//! refuses and changes nothing.

use super::LinkEvent;
use crate::access::Lapse;
use chrono::{DateTime, Utc};
use model::{AttemptFailure, AttemptReport, AttemptState, CeremonyRefusal, LinkEnd, supervision::WRONG_CODES};
use uuid::Uuid;

/// The greatest number of browsers that may join one link. A person has a phone and a computer, so more than this is misuse and
/// locks the link out.
pub const MAX_ATTEMPTS: usize = 30;

/// The number of refused responses of one attempt that locks the link out.
pub(crate) const MAX_REFUSALS: u32 = 20;

/// A link, with every browser that joined it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub life: Life,
    /// Whether an attempt must be admitted by its match code before it gets options.
    pub match_code_wanted: bool,
    /// How many wrong match codes the agent typed.
    pub wrong_codes: u32,
    /// The attempts, in the order in which they joined.
    pub attempts: Vec<Attempt>,
}

/// Whether a link can be used, by its own row alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Life {
    pub state: LinkState,
    /// From this moment no ceremony can be started.
    pub expires_at: DateTime<Utc>,
}

/// The stored state of a link. An open link whose time is up stays `Open` until something else happens to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkState {
    Open,
    Ended(LinkEnd),
}

/// A browser in which *Continue* was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attempt {
    pub id: Uuid,
    pub state: AttemptState,
    /// The hash of its match code; `None` when the link requires none.
    pub code_hash: Option<Vec<u8>>,
    /// How many of its responses the server refused.
    pub refusals: u32,
    /// The ceremony that was started in it last, if no response to its challenge has arrived and the link has not ended.
    pub ceremony: Option<Ceremony>,
}

/// A registration that has started: options were sent, and no response to them has arrived yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ceremony {
    /// SHA-256 of its challenge.
    pub challenge_hash: Vec<u8>,
    /// From this moment on it cannot be finished.
    pub until: DateTime<Utc>,
}

/// Why a move was refused. The link is as it was before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// The link has ended.
    Ended(LinkEnd),
    /// No browser with this ID has joined the link.
    NotJoined,
    /// The agent has not typed the match code of this attempt.
    NotAdmitted,
    /// The link requires no match codes.
    NoCodeWanted,
    /// No ceremony of this attempt can be finished: none was started, its response has arrived already, or it has expired.
    NothingUnderWay,
}

impl Life {
    /// How the link ended, if it has ended. From `expires_at` on it counts as expired, even while the stored state is `Open`.
    pub fn end(self, now: DateTime<Utc>) -> Option<LinkEnd> {
        match self.state {
            LinkState::Ended(how) => Some(how),
            LinkState::Open => (now >= self.expires_at).then_some(LinkEnd::Expired),
        }
    }

    /// The number of whole seconds in which a ceremony can still be started.
    pub fn seconds_left(self, now: DateTime<Utc>) -> u32 {
        u32::try_from((self.expires_at - now).num_seconds()).unwrap_or(0)
    }

    fn must_be_usable(self, now: DateTime<Utc>) -> Result<(), Refused> {
        self.end(now).map_or(Ok(()), |how| Err(Refused::Ended(how)))
    }

    fn must_be_open(self) -> Result<(), Refused> {
        match self.state {
            LinkState::Open => Ok(()),
            LinkState::Ended(how) => Err(Refused::Ended(how)),
        }
    }
}

impl Attempt {
    /// A browser that joins a link. If the link requires match codes, it waits for the agent.
    pub fn new(id: Uuid, code_hash: Option<Vec<u8>>) -> Self {
        let state = if code_hash.is_some() { AttemptState::NeedsCode } else { AttemptState::Admitted };
        Self { id, state, code_hash, refusals: 0, ceremony: None }
    }

    /// Whether the agent has admitted it, or the link requires no match code.
    pub fn is_admitted(&self) -> bool {
        self.state != AttemptState::NeedsCode
    }

    fn is_under_way(&self, now: DateTime<Utc>) -> bool {
        self.ceremony.as_ref().is_some_and(|ceremony| now < ceremony.until)
    }

    /// Whether the ceremony with this challenge may be finished.
    pub fn is_under_way_with(&self, challenge_hash: &[u8], now: DateTime<Utc>) -> bool {
        self.is_under_way(now) && self.has_challenge(challenge_hash)
    }

    fn has_challenge(&self, challenge_hash: &[u8]) -> bool {
        self.ceremony.as_ref().is_some_and(|ceremony| ceremony.challenge_hash == challenge_hash)
    }
}

impl Link {
    /// The attempt with this ID.
    pub fn attempt(&self, id: Uuid) -> Result<&Attempt, Refused> {
        self.attempts.iter().find(|attempt| attempt.id == id).ok_or(Refused::NotJoined)
    }

    fn attempt_mut(&mut self, id: Uuid) -> Result<&mut Attempt, Refused> {
        self.attempts.iter_mut().find(|attempt| attempt.id == id).ok_or(Refused::NotJoined)
    }

    /// Whether a ceremony that was started in time may still be finished. This can be true after the link has expired.
    pub fn may_be_finished(&self, now: DateTime<Utc>) -> bool {
        self.life.state == LinkState::Open && self.attempts.iter().any(|attempt| attempt.is_under_way(now))
    }

    /// Whether the link can no longer register anything.
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.life.end(now).is_some() && !self.may_be_finished(now)
    }

    /// How the link ended for the browser of one attempt: a ceremony that the browser started in time may outlive the link.
    pub fn end_for(&self, id: Uuid, now: DateTime<Utc>) -> Option<LinkEnd> {
        let under_way = self.attempt(id).is_ok_and(|attempt| attempt.is_under_way(now));
        match self.life.state {
            LinkState::Open if under_way => None,
            _ => self.life.end(now),
        }
    }

    /// The page of the link was loaded in a browser. This is harmless: it claims and counts nothing.
    pub fn visit(&self, now: DateTime<Utc>) -> Result<LinkEvent, Refused> {
        self.life.must_be_usable(now)?;
        Ok(LinkEvent::Visited)
    }

    /// A browser joins. If too many have joined already, the link is locked out instead.
    pub fn join(&mut self, attempt: Attempt, now: DateTime<Utc>) -> Result<LinkEvent, Refused> {
        self.life.must_be_usable(now)?;
        if self.attempts.len() >= MAX_ATTEMPTS {
            return Ok(self.lock_out());
        }
        self.attempts.push(attempt);
        Ok(LinkEvent::Joined)
    }

    /// The agent typed a match code: only the attempt that `has_code` is admitted. A code that no attempt has is counted; the
    /// third cancels the link. `None`: the attempt was admitted before, so nothing changes.
    pub fn admit(
        &mut self,
        has_code: impl Fn(&Attempt) -> bool,
        now: DateTime<Utc>,
    ) -> Result<Option<LinkEvent>, Refused> {
        self.life.must_be_usable(now)?;
        if !self.match_code_wanted {
            return Err(Refused::NoCodeWanted);
        }
        if let Some(attempt) = self.attempts.iter_mut().find(|attempt| has_code(attempt)) {
            if attempt.is_admitted() {
                return Ok(None);
            }
            attempt.state = AttemptState::Admitted;
            return Ok(Some(LinkEvent::Admitted));
        }
        self.wrong_codes += 1;
        let left = WRONG_CODES.saturating_sub(self.wrong_codes);
        if left == 0 {
            self.end(LinkEnd::Cancelled);
        }
        Ok(Some(LinkEvent::WrongCode { left }))
    }

    /// The browser of an attempt gets creation options: `ceremony` starts, and takes the place of an earlier one.
    pub fn options(&mut self, id: Uuid, ceremony: Ceremony, now: DateTime<Utc>) -> Result<LinkEvent, Refused> {
        self.life.must_be_usable(now)?;
        let attempt = self.attempt_mut(id)?;
        if !attempt.is_admitted() {
            return Err(Refused::NotAdmitted);
        }
        let again = attempt.state != AttemptState::Admitted;
        attempt.state = AttemptState::Admitted;
        attempt.ceremony = Some(ceremony);
        Ok(LinkEvent::OptionsSent { again })
    }

    /// The page reports the progress of its attempt, for display only; it decides nothing. `None`: there is nothing to record,
    /// because the link has ended, or because the server's result for this try arrived before the report, which must not hide a
    /// failure.
    pub fn report(&mut self, id: Uuid, report: AttemptReport) -> Result<Option<LinkEvent>, Refused> {
        let open = self.life.state == LinkState::Open;
        let attempt = self.attempt_mut(id)?;
        let of_the_page = match attempt.state {
            AttemptState::Admitted => report != AttemptReport::Ready,
            AttemptState::Prompted => true,
            AttemptState::Failed(AttemptFailure::Device(_)) => report == AttemptReport::Ready,
            AttemptState::NeedsCode | AttemptState::Failed(AttemptFailure::Refused(_)) | AttemptState::Registered => {
                false
            }
        };
        if !open || !of_the_page {
            return Ok(None);
        }
        let event = match report {
            AttemptReport::Ready => {
                attempt.state = AttemptState::Admitted;
                LinkEvent::Reported
            }
            AttemptReport::Prompted => {
                attempt.state = AttemptState::Prompted;
                LinkEvent::Reported
            }
            AttemptReport::Failed(failure) => {
                attempt.state = AttemptState::Failed(AttemptFailure::Device(failure));
                let exception = failure.exception().filter(|_| failure.is_of_the_device());
                exception.map_or(LinkEvent::Reported, |exception| LinkEvent::DeviceFailed { exception })
            }
        };
        Ok(Some(event))
    }

    /// The server refused a response of an attempt. Too many of them lock the link out.
    pub fn refuse(&mut self, id: Uuid, refusal: Option<CeremonyRefusal>) -> Result<Option<LinkEvent>, Refused> {
        let refusals = self.count_refusal(id, refusal)?;
        let too_many = refusals >= MAX_REFUSALS && self.life.state == LinkState::Open;
        Ok(too_many.then(|| self.lock_out()))
    }

    /// A response with this challenge arrived, and is refused. If it is the challenge of the ceremony under way, no other response
    /// can use it.
    pub fn use_up(&mut self, id: Uuid, challenge_hash: &[u8]) -> Result<(), Refused> {
        let attempt = self.attempt_mut(id)?;
        if attempt.is_admitted() && attempt.has_challenge(challenge_hash) {
            attempt.ceremony = None;
        }
        Ok(())
    }

    /// The server refused to send options to an attempt.
    pub fn refuse_options(&mut self, id: Uuid, refusal: CeremonyRefusal) -> Result<LinkEvent, Refused> {
        self.count_refusal(id, Some(refusal))?;
        Ok(LinkEvent::OptionsRefused)
    }

    /// Counts a refusal, and shows it to the agent. Returns how many the attempt has had.
    fn count_refusal(&mut self, id: Uuid, refusal: Option<CeremonyRefusal>) -> Result<u32, Refused> {
        let attempt = self.attempt_mut(id)?;
        attempt.refusals += 1;
        if let Some(refusal) = refusal
            && attempt.is_admitted()
            && attempt.state != AttemptState::Registered
        {
            attempt.state = AttemptState::Failed(AttemptFailure::Refused(refusal));
        }
        Ok(attempt.refusals)
    }

    /// The issuer may no longer issue to the user, so the link ends. Or the user is not active: then the link stays open, because
    /// the user may become active again before it expires. Returns what the user is told.
    pub fn lapse(&mut self, lapse: Lapse) -> (CeremonyRefusal, Option<LinkEvent>) {
        match lapse {
            Lapse::UserInactive => (CeremonyRefusal::UserInactive, None),
            Lapse::Issuer(reason) => {
                let ended = self.end(LinkEnd::Cancelled);
                (CeremonyRefusal::IssuerMayNot, ended.then_some(LinkEvent::Lapsed { reason }))
            }
        }
    }

    /// The response of an attempt to this challenge was verified: its authenticator is registered, and the link ends for all other
    /// attempts.
    pub fn finish(&mut self, id: Uuid, challenge_hash: &[u8], now: DateTime<Utc>) -> Result<(), Refused> {
        self.life.must_be_open()?;
        let life = self.life;
        let attempt = self.attempt_mut(id)?;
        if !attempt.is_admitted() {
            return Err(Refused::NotAdmitted);
        }
        if !attempt.is_under_way_with(challenge_hash, now) {
            life.must_be_usable(now)?;
            return Err(Refused::NothingUnderWay);
        }
        attempt.state = AttemptState::Registered;
        self.end(LinkEnd::Registered);
        Ok(())
    }

    /// The agent cancels the link. This includes a link whose time is up and that may still be finished.
    pub fn cancel(&mut self) -> Result<LinkEvent, Refused> {
        self.life.must_be_open()?;
        self.end(LinkEnd::Cancelled);
        Ok(LinkEvent::Cancelled)
    }

    /// The user gets a new link. A link that had expired before stays `Expired` instead of becoming `Replaced`.
    pub fn replace(&mut self, now: DateTime<Utc>) -> Result<LinkEvent, Refused> {
        self.life.must_be_open()?;
        let how = if self.is_over(now) { LinkEnd::Expired } else { LinkEnd::Replaced };
        self.end(how);
        Ok(LinkEvent::MadeWay)
    }

    /// The agent who generated the link can no longer sign in. `None`: the link had expired before, and stays as it is.
    pub fn end_with_agent(&mut self, reason: &'static str, now: DateTime<Utc>) -> Option<LinkEvent> {
        (!self.is_over(now) && self.end(LinkEnd::Cancelled)).then_some(LinkEvent::EndedWithAgent { reason })
    }

    fn lock_out(&mut self) -> LinkEvent {
        self.end(LinkEnd::LockedOut);
        LinkEvent::LockedOut
    }

    /// Ends an open link, and every ceremony under way with it. `false`: it had ended already, and stays as it was.
    fn end(&mut self, how: LinkEnd) -> bool {
        if self.life.state != LinkState::Open {
            return false;
        }
        self.life.state = LinkState::Ended(how);
        for attempt in &mut self.attempts {
            attempt.ceremony = None;
        }
        true
    }
}

impl From<Refused> for crate::Error {
    fn from(refused: Refused) -> Self {
        use model::{AppError, FieldError};
        match refused {
            Refused::Ended(how) => AppError::LinkEnded(how),
            Refused::NotJoined => AppError::LinkUnknown,
            Refused::NotAdmitted => AppError::NotAdmitted,
            Refused::NoCodeWanted => {
                let message = "This link does not use match codes. The user can continue without one.";
                AppError::Invalid(vec![FieldError::new("code", message)])
            }
            Refused::NothingUnderWay => AppError::Ceremony(CeremonyRefusal::ChallengeGone),
        }
        .into()
    }
}
