//! Words that change.

use super::fresh;
use leptos::prelude::*;

/// The words that `words` gives, each time that a signal which it read has changed. It is boxed, so that the WASM contains only
/// once what Leptos does around it.
pub fn changing_words(words: Box<dyn Fn() -> Oco<'static, str> + Send + Sync>) -> AnyView {
    (move || fresh::words(words())).into_any()
}
