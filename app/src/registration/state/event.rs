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
    /// It is time to look the link up again.
    LookAgain,
    /// The link was looked up again.
    LookedAgain(Result<LinkDetails, AppError>),
    /// More was found out about the browser.
    Found(Preflight),
    /// The user goes on in spite of the obstacle.
    Anyway,
    /// The user selected *Continue*, for an authenticator in this place.
    Continue(Place),
    /// The user selected *Try again*, or *My RA agent has entered the code*.
    TryAgain,
    /// The server answered the request of [`Effect::Join`].
    Joined(Result<Standing, AppError>),
    /// The server answered the request of [`Effect::LoadOptions`].
    Loaded(Result<Options, AppError>),
    /// The options are so old that they may expire during a prompt.
    Stale,
    /// The user selected *Create passkey*.
    Create,
    /// The user selected *Create passkey*, but the options are too old.
    CreateTooLate,
    /// The user selected *Start again* while the browser's dialogue is open.
    StartAgain,
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
    /// Send [`Event::LookAgain`] in a few seconds.
    LookLater,
    /// Look the link up again, unless nobody sees the page.
    LookAgain,
    /// Join the link, or ask for the state of the attempt.
    Join,
    /// Load options.
    LoadOptions(RegistrationChoice),
    /// Call `navigator.credentials.create()` before anything is awaited.
    Create,
    /// End the browser's dialogue. No [`Event::Created`] follows any more.
    StopPrompt,
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
