//! Sends something to the server when a button is pressed.

use crate::{agents::timeout::Timeout, components::nhs::FieldError};
use leptos::{prelude::*, task::spawn_local};
use model::AppError;
use std::pin::Pin;

/// A call of a server function. It is boxed, so that the WASM contains the code that awaits it only once for each type of
/// answer.
pub type Call<T> = Pin<Box<dyn Future<Output = Result<T, AppError>>>>;

/// Sends calls, and says whether one is in progress. (Leptos's `Action` does the same and more, but five of them would add
/// several kilobytes of WASM.)
#[derive(Clone, Copy, Debug)]
pub struct Submission {
    /// Whether a call is in progress.
    pub pending: RwSignal<bool>,
    timeout: Timeout,
}

impl Submission {
    /// A submission without a call in progress.
    #[must_use]
    pub fn new() -> Self {
        Self { pending: RwSignal::new(false), timeout: Timeout::of_document() }
    }

    /// Waits for `call`, and passes its answer to `done`, unless the person has left the page meanwhile. If their session has ended,
    /// the whole page says so instead.
    pub fn send<T: 'static>(self, call: Call<T>, done: impl FnOnce(Result<T, AppError>) + 'static) {
        self.pending.set(true);
        spawn_local(async move {
            let answer = call.await;
            if self.pending.try_set(false).is_some() {
                return;
            }
            match answer {
                Err(AppError::SignedOut) => self.timeout.over(),
                answer => done(answer),
            }
        });
    }
}

impl Default for Submission {
    fn default() -> Self {
        Self::new()
    }
}

/// The errors for the error summary of a form: `wrong` is the error of its only `field`, and `problem` is any other error.
pub fn errors(
    field: &'static str,
    wrong: RwSignal<Option<String>>,
    problem: RwSignal<Option<String>>,
) -> Signal<Vec<FieldError>> {
    Signal::derive(move || {
        let wrong = wrong.get().map(|message| FieldError::new(field, message));
        wrong.into_iter().chain(problem.get().map(FieldError::general)).collect()
    })
}
