//! What can happen to the registration page, and what can follow.

use model::{
    AppError, AttemptReport, DeviceFailure, LinkDetails, Place, Preflight, Registered, RegistrationChoice, Standing,
};

/// A request that the page waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// Looking the link up.
    LookUp,
    /// Joining the link.
    Join {
        /// Whether this is the second try, after the browser got a cookie.
        with_cookie: bool,
    },
    /// Loading the options.
    Options,
    /// The browser's dialogue.
    Prompt,
    /// The verification of the response by the server.
    Finish,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// The link was looked up.
    LookedUp(Result<LinkDetails, AppError>),
    /// More was found out about the browser.
    Found(Preflight),
    /// The user goes on in spite of the obstacle.
    Anyway,
    /// The user pressed *Continue*, for an authenticator in this place.
    Continue(Place),
    /// The user pressed *Try again*, or *My RA agent has typed it*.
    TryAgain,
    /// The server answered the request of [`Effect::Join`].
    Joined(Result<Standing, AppError>),
    /// The server answered the request of [`Effect::LoadOptions`].
    Loaded(Result<Options, AppError>),
    /// The options are so old that they may expire during a prompt.
    Stale,
    /// The user pressed *Create passkey*.
    Create,
    /// The browser's dialogue is over.
    Created(Result<(), DeviceFailure>),
    /// The server answered the request of [`Effect::Finish`].
    Finished(Result<Registered, AppError>),
    /// A live event arrived, with the state of the attempt.
    Heard(Standing),
    /// The server refused the live events.
    HearingOver,
    /// It is time to ask for live events again.
    ListenAgain,
}

/// What the server sent for the browser's dialogue.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Whether the next try may leave out the proof of make and model.
    pub may_retry_without_attestation: bool,
    /// `Ok` when they could be parsed and are kept for the next tap.
    pub kept: Result<(), DeviceFailure>,
}

/// Something that the page must do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Draw the step again. Its heading takes the focus, so a screen reader reads it.
    Show,
    /// Count down from this number of seconds.
    TimeLeft(u32),
    /// Load the page again.
    Reload,
    /// Look the link up.
    LookUp,
    /// Join the link, or ask for the state of the attempt.
    Join,
    /// Load options.
    LoadOptions(RegistrationChoice),
    /// Call `navigator.credentials.create()` before anything is awaited.
    Create,
    /// Send the response of the authenticator to the server.
    Finish,
    /// Tell the browser that the server does not know the credential that was just created.
    ForgetCredential,
    /// Report this to the server, so that the agent sees it.
    Report(AttemptReport),
    /// Listen to live events.
    Listen,
    /// Send [`Event::ListenAgain`] in a few seconds.
    ListenLater,
    /// Stop listening.
    StopListening,
}
