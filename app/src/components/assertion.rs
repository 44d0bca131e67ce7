//! Requests an assertion from the browser, to sign a person in or to test an authenticator.

use super::{effect::effect, options::Options, submission::Call};
use crate::browser;
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
                request.load();
            } else {
                request.failed(DeviceFailure::Unavailable);
            }
        }));
        request
    }

    fn load(self) {
        self.busy.set(true);
        spawn_local(async move {
            match (self.start)().await {
                Ok(options) => {
                    if let Err(failure) = self.options.keep(options, move || self.renew()) {
                        self.failed(failure);
                    }
                }
                Err(error) => self.message.set(Some(error.to_string())),
            }
            self.busy.set(false);
        });
    }

    fn renew(self) {
        if !self.busy.get_untracked() {
            self.load();
        }
    }

    fn failed(self, failure: DeviceFailure) {
        self.message.set(Some((self.words)(failure).to_owned()));
    }

    /// Handles a press of the button. Calls the browser before anything is awaited, sends its response with `finish`, and
    /// passes the server's answer to `done`. After an error, shows the error and loads new options. If there are no options,
    /// because they could not be loaded, only tries to load them again.
    pub fn press<T: 'static>(self, finish: fn(String) -> Call<T>, done: impl FnOnce(T) + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.message.set(None);
        let Some((text, prepared)) = self.options.take() else {
            return self.load();
        };
        let answer = prepared.get();
        self.busy.set(true);
        spawn_local(async move {
            match answer.await {
                Ok(credential) => match finish(credential.clone()).await {
                    Ok(value) => return done(value),
                    Err(error) => {
                        let (error, unknown) = error.refusal();
                        if unknown {
                            browser::signal_unknown_credential(&text, &credential);
                        }
                        self.message.set(Some(error.to_string()));
                    }
                },
                Err(failure) => self.failed(failure),
            }
            self.load();
        });
    }
}
