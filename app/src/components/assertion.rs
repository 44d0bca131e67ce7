//! Requests an assertion from the browser, to sign a person in or to test an authenticator.

use super::{
    effect::effect,
    options::{ONCE_MORE, Options},
    submission::Call,
};
use crate::browser::{self, Prepared};
use leptos::{prelude::*, task::spawn_local};
use model::DeviceFailure;

/// An assertion that the press of a button requests. The options are loaded before the press, because Safari refuses `get()`
/// when the handling of the press is over.
#[derive(Clone, Copy)]
pub struct AssertionRequest {
    start: fn() -> Call<String>,
    words: fn(DeviceFailure) -> &'static str,
    options: Options,
    /// Whether a request is in progress.
    pub busy: RwSignal<bool>,
    /// What went wrong, in words for the person.
    pub message: RwSignal<Option<String>>,
}

impl AssertionRequest {
    /// Loads the options with `start`, in the browser only. `words` gives the message for each device failure.
    pub fn new(start: fn() -> Call<String>, words: fn(DeviceFailure) -> &'static str) -> Self {
        let request =
            Self { start, words, options: Options::default(), busy: RwSignal::new(true), message: RwSignal::new(None) };
        // Effects run only in the browser.
        effect(Box::new(move || {
            if browser::webauthn_is_available() {
                request.load(None);
                request.options.watch(Box::new(move || request.renew()));
            } else {
                request.failed(DeviceFailure::Unavailable);
            }
        }));
        request
    }

    /// Loads options, and then shows `message`, if there is one.
    fn load(self, message: Option<&'static str>) {
        self.busy.set(true);
        spawn_local(async move {
            match (self.start)().await {
                Ok(options) => match self.options.keep(options, Box::new(move || self.renew())) {
                    Ok(()) if message.is_some() => self.message.set(message.map(str::to_owned)),
                    Ok(()) => {}
                    Err(failure) => self.failed(failure),
                },
                Err(error) => self.message.set(Some(error.to_string())),
            }
            self.busy.set(false);
        });
    }

    fn renew(self) {
        if !self.busy.get_untracked() {
            self.load(None);
        }
    }

    fn failed(self, failure: DeviceFailure) {
        self.message.set(Some((self.words)(failure).to_owned()));
    }

    /// Handles a press of the button. Calls the browser before anything is awaited, sends its response with `finish`, and
    /// passes the server's answer to `done`. After an error, shows the error and loads new options. If there are no options,
    /// because they could not be loaded or are too old, only loads new ones, and asks for another press.
    pub fn press<T: 'static>(self, finish: fn(String) -> Call<T>, done: impl FnOnce(T) + Send + Sync + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.message.set(None);
        let answered = move |options, answer| spawn_local(self.answered(options, answer, finish, done));
        if self.options.call(Prepared::get, Box::new(answered)) {
            self.busy.set(true);
        } else {
            self.load(Some(ONCE_MORE));
        }
    }

    async fn answered<T: 'static>(
        self,
        options: String,
        answer: Result<String, DeviceFailure>,
        finish: fn(String) -> Call<T>,
        done: impl FnOnce(T),
    ) {
        match answer {
            Ok(credential) => match finish(credential.clone()).await {
                Ok(value) => return done(value),
                Err(error) => {
                    let (error, unknown) = error.refusal();
                    if unknown {
                        browser::signal_unknown_credential(&options, &credential);
                    }
                    self.message.set(Some(error.to_string()));
                }
            },
            Err(failure) => self.failed(failure),
        }
        self.load(None);
    }

    /// Whether the browser's dialogue is open.
    pub fn waits(self) -> RwSignal<bool> {
        self.options.waits
    }

    /// Ends the browser's dialogue, and makes everything ready for another press.
    pub fn start_again(self) {
        self.options.stop();
        self.load(Some(ONCE_MORE));
    }
}
