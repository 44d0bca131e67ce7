//! The supervised link: what an agent sees of it, and what the user's browser is told of where it stands.

use crate::{
    ceremony::CeremonyRefusal,
    device::{Browser, Device},
    failure::DeviceFailure,
    id::{AuthenticatorId, LinkId},
    kind::AuthenticatorKind,
    link::LinkEnd,
    meeting::Meeting,
    moment::Moment,
    preflight::Preflight,
};
use serde::{Deserialize, Serialize};

/// How often a wrong match code may be typed before the link is cancelled.
pub const WRONG_CODES: u32 = 3;

/// A link as its agent watches it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchedLink {
    /// Which it is.
    pub id: LinkId,
    /// What can be registered with it.
    pub kind: AuthenticatorKind,
    /// How the user is met; `None` when the operator invited them.
    pub meeting: Option<Meeting>,
    /// Who generated it; `None` as for `meeting`.
    pub issued_by: Option<String>,
    /// Until when a registration can be started.
    pub expires: Moment,
    /// How many seconds are left until then, by the server's clock at the moment of this answer.
    pub seconds_left: u32,
    /// How it ended; `None` while it is open.
    pub end: Option<LinkEnd>,
    /// Whether a registration that was started in time may still be finished. True after the end only if that is
    /// [`LinkEnd::Expired`].
    pub may_finish: bool,
    /// Whether an attempt must be admitted by its match code.
    pub match_code_wanted: bool,
    /// How many wrong codes may still be typed.
    pub tries_left: u32,
    /// Where its page was loaded last, unless *Continue* was pressed in a browser of that sort; `None` before.
    pub visit: Option<Visit>,
    /// The browsers in which *Continue* was pressed, the oldest first.
    pub attempts: Vec<WatchedAttempt>,
    /// What was registered with it.
    pub registered: Option<RegisteredAuthenticator>,
}

/// A browser in which the page of the link was loaded. Perhaps not the user's: link scanners load it too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// When.
    pub at: Moment,
    /// What the page found out about the browser.
    pub preflight: Preflight,
}

/// One browser in which *Continue* was pressed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchedAttempt {
    /// Its number, from 1 in the order of joining.
    pub number: u32,
    /// The device, by the browser's own account.
    pub device: Device,
    /// The browser, by its own account.
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
    /// It has joined, and its match code is wanted.
    NeedsCode,
    /// Nothing stands in the way; the prompt was not shown yet.
    Admitted,
    /// The device shows its prompt.
    Prompted,
    /// It went wrong; the user may try again.
    Failed(AttemptFailure),
    /// The authenticator was registered in this browser.
    Registered,
}

/// How an attempt failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptFailure {
    /// On the device, before the server saw an answer.
    Device(DeviceFailure),
    /// The server refused the answer.
    Refused(CeremonyRefusal),
}

/// What was registered with a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisteredAuthenticator {
    /// Names it to agents.
    pub id: AuthenticatorId,
    /// Provider or model; `None` where none was reported.
    pub model: Option<String>,
    /// When.
    pub at: Moment,
    /// When its owner tested it.
    pub tested: Option<Moment>,
    /// Whether it was removed since.
    pub removed: bool,
}

/// The open link of a user, for who looks at their profile and may issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenLink {
    /// Which it is.
    pub id: LinkId,
    /// What can be registered with it.
    pub kind: AuthenticatorKind,
    /// Until when.
    pub expires: Moment,
    /// Whether that is past, and somebody who began in time may still finish.
    pub expired: bool,
    /// Who generated it; `None` when the operator invited the user.
    pub issued_by: Option<String>,
    /// Whether the viewer may watch and cancel it.
    pub may_watch: bool,
}

/// Where the attempt of a browser stands, for the user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The match code to read out, 6 digits; `None` when none is wanted, or the agent has typed it.
    pub match_code: Option<String>,
    /// How the link ended, if it did.
    pub end: Option<LinkEnd>,
    /// How many seconds are left in which a registration can be started, by the server's clock.
    pub seconds_left: u32,
}

/// What the page tells the server of an attempt, so that the agent sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptReport {
    /// The device shows its prompt.
    Prompted,
    /// It failed on the device.
    Failed(DeviceFailure),
}

/// What came of a match code that an agent typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeOutcome {
    /// The attempt with that code is admitted.
    Admitted,
    /// No attempt has that code; so many tries are left. At 0 the link was cancelled.
    Wrong(u32),
}
