//! What can happen to the registration page, and what can follow.

use model::{
    AppError, AttemptReport, DeviceFailure, LinkDetails, Place, Preflight, Registered, RegistrationChoice, Standing,
};

/// What the page waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// Looking the link up.
    Open,
    /// Becoming an attempt.
    Join {
        /// Whether this is the second try, now that the browser was given a cookie.
        with_cookie: bool,
    },
    /// Loading the options.
    Options,
    /// The browser's dialogue.
    Prompt,
    /// The server's verdict.
    Finish,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// The link was looked up.
    Opened(Result<LinkDetails, AppError>),
    /// More was found out about the browser.
    Found(Preflight),
    /// The user goes on in spite of what was found.
    Anyway,
    /// The user pressed *Continue*, for an authenticator in this place.
    Continue(Place),
    /// The user pressed *Try again*, or *My RA agent has typed it*.
    TryAgain,
    /// The server answered to [`Effect::Join`].
    Joined(Result<Standing, AppError>),
    /// The server answered to [`Effect::LoadOptions`].
    Loaded(Result<Options, AppError>),
    /// The options are so old that a prompt might outlive them.
    Stale,
    /// The user pressed *Create passkey*.
    Create,
    /// The browser's dialogue is over.
    Created(Result<(), DeviceFailure>),
    /// The server answered to [`Effect::Finish`].
    Finished(Result<Registered, AppError>),
    /// A live event: where the attempt stands now.
    Heard(Standing),
    /// The server refused the live events.
    HearingOver,
    /// It is time to ask for live events again.
    ListenAgain,
}

/// What the server sent for the browser's dialogue.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Whether the next try may leave the proof of make and model out.
    pub may_retry_without_attestation: bool,
    /// Whether they could be parsed, and are kept for the next tap.
    pub kept: Result<(), DeviceFailure>,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Draw the step anew. Its heading takes the focus, so a screen reader says it.
    Show,
    /// Count down from so many seconds.
    TimeLeft(u32),
    /// Load the page again.
    Reload,
    /// Look the link up.
    Open,
    /// Become an attempt, or hear again where it stands.
    Join,
    /// Load options.
    LoadOptions(RegistrationChoice),
    /// Call `navigator.credentials.create()` before anything is awaited.
    Create,
    /// Send the server what the authenticator answered.
    Finish,
    /// Tell the browser that the server does not know the credential which was just made.
    ForgetCredential,
    /// Tell the server, for the agent to see.
    Report(AttemptReport),
    /// Listen to live events.
    Listen,
    /// Send [`Event::ListenAgain`] in a few seconds.
    ListenLater,
    /// Listen no longer.
    StopListening,
}
