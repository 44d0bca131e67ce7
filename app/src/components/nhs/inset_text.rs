//! Inset text.

use leptos::prelude::*;

/// Sets a paragraph apart from those around it.
#[component]
pub fn InsetText(
    /// Paragraphs.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="nhsuk-inset-text">
            <span class="nhsuk-u-visually-hidden">"Information: "</span>
            {children()}
        </div>
    }
}
