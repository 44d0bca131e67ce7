//! Showing what takes a moment to load.

use leptos::prelude::*;
use std::pin::Pin;

/// A view under way.
pub type Loading = Pin<Box<dyn Future<Output = AnyView> + Send>>;

/// Shows the view that `load` gives, when it is there; when what it reads changes, the old one stays until the new one is.
/// The server waits for it. Takes boxes instead of types, so that the WASM has this code once and not once a page.
pub fn loaded(load: impl Fn() -> Loading + Send + Sync + 'static) -> AnyView {
    let load: Box<dyn Fn() -> Loading + Send + Sync> = Box::new(load);
    view! { <Transition>{move || Suspend::new(load())}</Transition> }.into_any()
}
