//! Asking the browser for an assertion: for signing in and for testing an authenticator.

use super::{options::Options, submission::Call};
use crate::browser;
use leptos::{prelude::*, task::spawn_local};
use model::DeviceFailure;

/// An assertion that is asked for with a button. The options are loaded before the tap: Safari refuses `get()` once the tap
/// is over.
#[derive(Clone, Copy)]
pub struct AssertionRequest {
    start: fn() -> Call<String>,
    words: fn(DeviceFailure) -> &'static str,
    options: Options,
    /// Whether something is under way.
    pub busy: RwSignal<bool>,
    /// What went wrong, in words for the person.
    pub message: RwSignal<Option<String>>,
}

impl AssertionRequest {
    /// Loads the options in the browser, by `start`. `words`: what to say when the device fails.
    pub fn new(start: fn() -> Call<String>, words: fn(DeviceFailure) -> &'static str) -> Self {
        let request =
            Self { start, words, options: Options::default(), busy: RwSignal::new(true), message: RwSignal::new(None) };
        // Effects run in the browser only.
        Effect::new(move || {
            if browser::webauthn_is_available() {
                request.load();
            } else {
                request.failed(DeviceFailure::Unavailable);
            }
        });
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

    /// The press of the button: asks the browser before anything is awaited, sends its answer by `finish`, and hands on
    /// what the server says. When it fails, says why and loads new options. Where none could be loaded, tries that again.
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
