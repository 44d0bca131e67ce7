//! The steps of the registration page.

use model::{AppError, DeviceFailure, LinkEnd, Registered};

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
