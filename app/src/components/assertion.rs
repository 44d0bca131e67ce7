//! Asking the browser for an assertion: for signing in and for testing an authenticator.

use crate::browser::{self, Prepared};
use leptos::{prelude::*, task::spawn_local};
use model::{AppError, CeremonyFault, Failure};
use std::pin::Pin;

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
    options: StoredValue<Option<Options>, LocalStorage>,
    /// Whether the options are there and nothing is under way.
    pub ready: RwSignal<bool>,
    /// What went wrong, in words for the person.
    pub message: RwSignal<Option<String>>,
}

impl AssertionRequest {
    /// Loads the options in the browser, by `start`. `words`: what to say when the device fails.
    pub fn new(start: fn() -> Call<String>, words: fn(Failure) -> &'static str) -> Self {
        let request = Self {
            start,
            words,
            options: StoredValue::new_local(None),
            ready: RwSignal::new(false),
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
        self.ready.set(false);
        spawn_local(async move {
            match (self.start)().await {
                Ok(text) => match Prepared::parse(&text) {
                    Ok(prepared) => {
                        self.options.set_value(Some((text, prepared)));
                        self.ready.set(true);
                    }
                    Err(failure) => self.failed(failure),
                },
                Err(error) => self.message.set(Some(error.to_string())),
            }
        });
    }

    fn failed(self, failure: Failure) {
        self.message.set(Some((self.words)(failure).to_owned()));
    }

    /// The press of the button: asks the browser before anything is awaited, sends its answer by `finish`, and hands on
    /// what the server says. When it fails, says why and loads new options: a challenge serves once.
    pub fn press<T: 'static>(self, finish: fn(String) -> Call<T>, done: impl FnOnce(T) + 'static) {
        let asked =
            self.options.with_value(|options| options.as_ref().map(|(text, prepared)| (text.clone(), prepared.get())));
        let Some((text, answer)) = asked.filter(|_| self.ready.get_untracked()) else { return };
        self.ready.set(false);
        self.message.set(None);
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
