//! Effects, which run in the browser only.

use leptos::prelude::*;

/// Runs `run` in the browser, and again whenever a signal that it read has changed. It is boxed, so that the WASM contains only
/// once what Leptos does around it.
pub fn effect(run: Box<dyn Fn()>) {
    Effect::new(run);
}
