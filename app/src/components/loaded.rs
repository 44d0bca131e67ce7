//! Shows what takes a moment to load.

use super::{fresh::fresh, problem::Problem};
use leptos::prelude::*;
use model::AppError;
use std::pin::Pin;

type Loading = Pin<Box<dyn Future<Output = Result<AnyView, AppError>> + Send>>;

/// A whole page that is being loaded. If that fails, the page says why, with a title and a heading of its own.
pub fn loaded_page<F>(load: impl Fn() -> F + Send + Sync + 'static) -> AnyView
where
    F: Future<Output = Result<AnyView, AppError>> + Send + 'static,
{
    loaded(true, Box::new(move || Box::pin(load())))
}

/// A part of a page that is being loaded. If that fails, it says why in the place of this part.
pub fn loaded_part<F>(load: impl Fn() -> F + Send + Sync + 'static) -> AnyView
where
    F: Future<Output = Result<AnyView, AppError>> + Send + 'static,
{
    loaded(false, Box::new(move || Box::pin(load())))
}

/// Shows the view that `load` returns, as soon as it is loaded. When the signals that `load` reads change, the old view stays
/// until the new one is loaded. The server waits for the view. The future is boxed, so that the WASM contains this code only
/// once and not once for each page.
fn loaded(page: bool, load: Box<dyn Fn() -> Loading + Send + Sync>) -> AnyView {
    let view = move || {
        let loading = load();
        Suspend::new(
            async move { fresh(loading.await.unwrap_or_else(|error| view! { <Problem error page/> }.into_any())) },
        )
    };
    view! { <Transition>{view}</Transition> }.into_any()
}
