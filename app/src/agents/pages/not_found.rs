//! The page for addresses that do not exist.

use crate::agents::paths;
use leptos::prelude::*;
use leptos_meta::Title;

/// Says that there is no such page, with status 404.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::NOT_FOUND);
    }
    view! {
        <Title text="Page not found"/>
        <h1 class="nhsuk-heading-l">"Page not found"</h1>
        <p>"If you typed the web address, check it is correct. If you pasted it, check you copied all of it."</p>
        <p>
            <a href=paths::FIND>"Go to Find an existing user"</a>
        </p>
    }
}
