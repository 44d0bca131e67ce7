//! Text for screen readers.

use leptos::prelude::*;

/// Text which only assistive technology presents.
#[component]
pub fn VisuallyHidden(
    /// The text, with the spaces that part it from its neighbours.
    children: Children,
) -> impl IntoView {
    view! { <span class="nhsuk-u-visually-hidden">{children()}</span> }
}
