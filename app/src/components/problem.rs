//! What a page shows when it cannot show its content.

use crate::{agents::paths, components::nhs::InsetText};
use leptos::prelude::*;
use leptos_meta::Title;
use model::AppError;

/// An error in words, with a link with which the person can go on. The server also sets the HTTP status of the error.
#[component]
pub fn Problem(
    /// What went wrong.
    error: AppError,
    /// Whether the page shows nothing else, so that this must also be its heading and title.
    #[prop(optional)]
    page: bool,
) -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let (Some(response), Ok(status)) =
        (use_context::<leptos_axum::ResponseOptions>(), http::StatusCode::from_u16(error.status()))
    {
        response.set_status(status);
    }
    let title = match &error {
        AppError::NotFound => "Not found",
        AppError::SignedOut => "You are signed out",
        AppError::Refused(_) => "You cannot do this",
        AppError::Conflict(_) => "This was already done",
        _ => "Something went wrong",
    };
    let heading = page.then(|| {
        view! {
            <Title text=title/>
            <h1 class="nhsuk-heading-l">{title}</h1>
        }
    });
    let (href, way_on) = match &error {
        AppError::SignedOut => (paths::SIGN_IN, "Sign in"),
        _ => (paths::HOME, "Go to Find an existing user"),
    };
    view! {
        {heading}
        <InsetText>
            <p role="alert">{error.to_string()}</p>
            <p>
                <a href=href rel="external">
                    {way_on}
                </a>
            </p>
        </InsetText>
    }
}
