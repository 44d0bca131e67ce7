//! Asking the browser for an assertion: for signing in and for testing an authenticator.

use crate::browser::{self, Prepared};
use leptos::{prelude::*, task::spawn_local};
use model::{AppError, CeremonyFault, Failure};
use std::{pin::Pin, time::Duration};

/// After how long options are loaded anew: the server keeps them for 10 minutes, and the prompt may take 5 of those.
pub const OPTIONS_LIFE: Duration = Duration::from_mins(4);

/// A call of a server function. In a box, so that the WASM has the code below once.
pub type Call<T> = Pin<Box<dyn Future<Output = Result<T, AppError>>>>;

/// The browser's options, as text (to tell it of an unknown credential) and parsed.
type Options = (String, Prepared);

/// An assertion that is asked for with a button. The options are loaded before the tap: Safari refuses `get()` once the tap
/// is over.
#[derive(Clone, Copy)]
pub struct AssertionRequest {
    start: fn() -> Call<String>,
    words: fn(Failure) -> &'static str,
    /// Taken by the press, because a challenge serves once.
    options: StoredValue<Option<Options>>,
    /// Counts how often options were asked for, so that those of a later time are not taken for old ones.
    loads: StoredValue<u32>,
    /// Whether something is under way.
    pub busy: RwSignal<bool>,
    /// What went wrong, in words for the person.
    pub message: RwSignal<Option<String>>,
}

impl AssertionRequest {
    /// Loads the options in the browser, by `start`. `words`: what to say when the device fails.
    pub fn new(start: fn() -> Call<String>, words: fn(Failure) -> &'static str) -> Self {
        let request = Self {
            start,
            words,
            options: StoredValue::new(None),
            loads: StoredValue::new(0),
            busy: RwSignal::new(true),
            message: RwSignal::new(None),
        };
        // Effects run in the browser only.
        Effect::new(move || {
            if browser::webauthn_is_available() {
                request.load();
            } else {
                request.failed(Failure::Unavailable);
            }
        });
        request
    }

    fn load(self) {
        self.busy.set(true);
        self.options.set_value(None);
        self.loads.update_value(|loads| *loads += 1);
        let load = self.loads.get_value();
        spawn_local(async move {
            match (self.start)().await {
                Ok(text) => match Prepared::parse(&text) {
                    Ok(prepared) => {
                        self.options.set_value(Some((text, prepared)));
                        set_timeout(move || self.renew(load), OPTIONS_LIFE);
                    }
                    Err(failure) => self.failed(failure),
                },
                Err(error) => self.message.set(Some(error.to_string())),
            }
            self.busy.set(false);
        });
    }

    /// Loads new options in place of those of this `load`, unless the button was pressed since, or the page left.
    fn renew(self, load: u32) {
        if self.loads.try_get_value() == Some(load) && !self.busy.get_untracked() {
            self.load();
        }
    }

    fn failed(self, failure: Failure) {
        self.message.set(Some((self.words)(failure).to_owned()));
    }

    /// The press of the button: asks the browser before anything is awaited, sends its answer by `finish`, and hands on
    /// what the server says. When it fails, says why and loads new options. Where none could be loaded, tries that again.
    pub fn press<T: 'static>(self, finish: fn(String) -> Call<T>, done: impl FnOnce(T) + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.message.set(None);
        let Some((text, prepared)) = self.options.try_update_value(Option::take).flatten() else {
            return self.load();
        };
        let answer = prepared.get();
        self.busy.set(true);
        spawn_local(async move {
            match answer.await {
                Ok(credential) => match finish(credential.clone()).await {
                    Ok(value) => return done(value),
                    Err(error) => {
                        if let AppError::Ceremony(CeremonyFault::NotRegistered | CeremonyFault::Removed) = error {
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
