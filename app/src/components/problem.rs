//! What a page shows when it cannot show its content.

use crate::{
    agents::{paths, session::here, timeout::Timeout},
    components::{effect::effect, nhs::InsetText},
};
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
    if error == AppError::SignedOut {
        let timeout = Timeout::of_document();
        // In the browser, the whole page says so.
        effect(Box::new(move || timeout.over()));
    }
    let title = match &error {
        AppError::NotFound => "Page not found",
        AppError::SignedOut => "You have been signed out",
        AppError::Refused(_) => "You do not have permission to do this",
        AppError::Conflict(_) => "This has already been done",
        _ => "There is a problem with the service",
    };
    let heading = page.then(|| {
        view! {
            <Title text=title/>
            <h1 class="nhsuk-heading-l">{title}</h1>
        }
    });
    let (href, way_on) = match &error {
        AppError::SignedOut => (paths::sign_in(&here()), "Sign in"),
        _ => (paths::FIND.to_owned(), "Find an existing user"),
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
