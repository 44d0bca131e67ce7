//! Text for screen readers.

use leptos::prelude::*;

/// Text that only assistive technology presents.
#[component]
pub fn VisuallyHidden(
    /// The text, with the spaces that separate it from the text around it.
    children: Children,
) -> impl IntoView {
    view! { <span class="nhsuk-u-visually-hidden">{children()}</span> }
}
