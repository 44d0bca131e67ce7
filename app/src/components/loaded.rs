//! Shows what takes a moment to load.

use super::fresh::fresh;
use leptos::prelude::*;
use std::pin::Pin;

/// A view that is being loaded.
pub type Loading = Pin<Box<dyn Future<Output = AnyView> + Send>>;

/// Shows the view that `load` returns, as soon as it is loaded. When the signals that `load` reads change, the old view stays
/// until the new one is loaded. The server waits for the view. The future is boxed, so that the WASM contains this code only
/// once and not once for each page.
pub fn loaded(load: impl Fn() -> Loading + Send + Sync + 'static) -> AnyView {
    let load: Box<dyn Fn() -> Loading + Send + Sync> = Box::new(load);
    let view = move || {
        let loading = load();
        Suspend::new(async move { fresh(loading.await) })
    };
    view! { <Transition>{view}</Transition> }.into_any()
}
