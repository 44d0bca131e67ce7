//! Sending something to the server at the press of a button.

use crate::components::nhs::FieldError;
use leptos::{prelude::*, task::spawn_local};
use model::AppError;
use std::pin::Pin;

/// A call of a server function. In a box, so that the WASM has the code that waits for it once for each type of answer.
pub type Call<T> = Pin<Box<dyn Future<Output = Result<T, AppError>>>>;

/// What is sent, one thing at a time. (Leptos's `Action` does the same, and more; five of them would be several kilobytes of
/// WASM.)
#[derive(Clone, Copy, Debug)]
pub struct Submission {
    /// Whether something is under way.
    pub pending: RwSignal<bool>,
}

impl Submission {
    /// Nothing is under way.
    #[must_use]
    pub fn new() -> Self {
        Self { pending: RwSignal::new(false) }
    }

    /// Waits for `call`, and hands its answer to `done`, unless the page was left meanwhile.
    pub fn send<T: 'static>(self, call: Call<T>, done: impl FnOnce(Result<T, AppError>) + 'static) {
        self.pending.set(true);
        spawn_local(async move {
            let answer = call.await;
            if self.pending.try_set(false).is_none() {
                done(answer);
            }
        });
    }
}

impl Default for Submission {
    fn default() -> Self {
        Self::new()
    }
}

/// What the error summary of a form lists: what is wrong with its one `field`, and what went wrong besides.
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
