//! A link that is being watched: what its agent sees of it, and what the server tells the user's browser about it.

use crate::{
    ceremony::CeremonyRefusal,
    closing::Closure,
    device::{Browser, Device},
    failure::DeviceFailure,
    id::{AuthenticatorId, LinkId},
    identity_check::IdentityCheck,
    kind::AuthenticatorKind,
    link::LinkEnd,
    meeting::Meeting,
    moment::Moment,
    preflight::Preflight,
};
use serde::{Deserialize, Serialize};

/// The number of wrong match codes that cancels the link.
pub const WRONG_CODES: u32 = 3;

/// A link as its agent watches it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchedLink {
    /// Identifies it.
    pub id: LinkId,
    /// What can be registered with it.
    pub kind: AuthenticatorKind,
    /// The kind of meeting; `None` when the operator invited the user.
    pub meeting: Option<Meeting>,
    /// Who generated it; `None` as for `meeting`.
    pub issued_by: Option<String>,
    /// Whether the person who watches it generated it.
    pub own: bool,
    /// How the identity of the user was checked; `None` when the link was generated before this was asked for.
    pub identity: Option<IdentityCheck>,
    /// The time until which a registration can be started.
    pub expires: Moment,
    /// How many minutes there were in all, so that the same can be chosen again.
    pub minutes: u32,
    /// How many seconds are left until then, by the server's clock when it sent this response.
    pub seconds_left: u32,
    /// How it ended; `None` while it is open.
    pub end: Option<LinkEnd>,
    /// Whether a registration that was started in time may still be finished. After the end this is true only when the end is
    /// [`LinkEnd::Expired`].
    pub may_finish: bool,
    /// Whether an attempt must be admitted by its match code.
    pub match_code_wanted: bool,
    /// How many wrong codes are left before the link is cancelled.
    pub tries_left: u32,
    /// The last visit; `None` when there was none, or when a browser of the same sort has joined, because the visit was
    /// probably made with that browser.
    pub visit: Option<Visit>,
    /// The browsers in which *Continue* was pressed, the oldest first.
    pub attempts: Vec<WatchedAttempt>,
    /// What was registered with it.
    pub registered: Option<RegisteredAuthenticator>,
    /// Why and when the profile of the user was closed; `None` while it is open.
    pub closed: Option<Closure>,
}

/// A browser in which the page of the link was loaded. It may not be the user's: link scanners load the page too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// When the page was loaded.
    pub at: Moment,
    /// What the page found out about the browser.
    pub preflight: Preflight,
}

/// One browser in which *Continue* was pressed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchedAttempt {
    /// Its number, from 1 in the order of joining.
    pub number: u32,
    /// The device, as the browser reports it.
    pub device: Device,
    /// The browser, as it reports itself.
    pub browser: Browser,
    /// When *Continue* was pressed.
    pub joined: Moment,
    /// What the page found out about the browser.
    pub preflight: Option<Preflight>,
    /// How far it has come.
    pub state: AttemptState,
}

/// How far an attempt has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptState {
    /// It has joined, and the agent must type its match code.
    NeedsCode,
    /// It may start the ceremony, but the device has not shown its prompt yet.
    Admitted,
    /// The device shows its prompt.
    Prompted,
    /// It failed; the user may try again.
    Failed(AttemptFailure),
    /// The authenticator was registered in this browser.
    Registered,
}

/// How an attempt failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptFailure {
    /// On the device, before the server received a response.
    Device(DeviceFailure),
    /// The server refused the response.
    Refused(CeremonyRefusal),
}

/// What was registered with a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisteredAuthenticator {
    /// Identifies it to agents.
    pub id: AuthenticatorId,
    /// The provider or model, by the AAGUID; `None` when the device reported no AAGUID.
    pub model: Option<String>,
    /// When it was registered.
    pub at: Moment,
    /// When its owner tested it.
    pub tested: Option<Moment>,
    /// The refusal of a test, if no later test worked.
    pub test_refused: Option<RefusedTest>,
    /// Whether it is suspended.
    pub suspended: bool,
    /// Whether an agent has removed it since.
    pub removed: bool,
}

impl WatchedLink {
    /// Whether something can still happen to the link: it is open, or it has expired and may still be finished.
    #[must_use]
    pub const fn goes_on(&self) -> bool {
        self.end.is_none() || self.may_finish
    }
}

/// A test of an authenticator that the server refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedTest {
    /// When.
    pub at: Moment,
    /// Why.
    pub refusal: CeremonyRefusal,
}

/// The open link of a user, for a viewer of the profile who may issue to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenLink {
    /// Identifies it.
    pub id: LinkId,
    /// What can be registered with it.
    pub kind: AuthenticatorKind,
    /// The time until which a registration can be started.
    pub expires: Moment,
    /// Whether that time is over, but a user who started before may still finish.
    pub expired: bool,
    /// Who generated it; `None` when the operator invited the user.
    pub issued_by: Option<String>,
    /// Whether the viewer may watch and cancel it.
    pub may_watch: bool,
}

/// The state of a browser's attempt, for the user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The match code to read out, 6 digits; `None` when none is required, or when the agent has typed it.
    pub match_code: Option<String>,
    /// How the link ended, if it did.
    pub end: Option<LinkEnd>,
    /// How many seconds are left in which a registration can be started, by the server's clock.
    pub seconds_left: u32,
}

/// What the page reports to the server about an attempt, so that the agent sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptReport {
    /// The page is ready for another try. It says so, because its earlier reports may reach the server after the options of this
    /// try were sent.
    Ready,
    /// The device shows its prompt.
    Prompted,
    /// It failed on the device.
    Failed(DeviceFailure),
}

/// The result of a match code that an agent typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeOutcome {
    /// The attempt with that code is admitted.
    Admitted,
    /// No attempt has that code. This many tries are left; at 0 the link was cancelled.
    Wrong(u32),
}
