//! What a page shows instead of what was asked for.

use crate::components::nhs::InsetText;
use leptos::prelude::*;
use model::AppError;

/// An error in the words of its type, with a way on.
#[component]
pub fn Problem(
    /// What went wrong.
    error: AppError,
) -> impl IntoView {
    let way_on = match &error {
        AppError::SignedOut => view! { <a href="/sign-in" rel="external">"Sign in"</a> },
        _ => view! { <a href="/" rel="external">"Go to Find an existing user"</a> },
    };
    view! {
        <InsetText>
            <p role="alert">{error.to_string()}</p>
            <p>{way_on}</p>
        </InsetText>
    }
}
