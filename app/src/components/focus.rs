//! Moving the focus to what is new on a page.

use crate::components::nhs::focus;
use leptos::{html, prelude::*};

/// The heading of a page or of a step; takes the focus when it appears in the browser, so that a screen reader says it.
#[component]
pub fn FocusedHeading(
    /// The words.
    children: Children,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    Effect::new(move || {
        if let Some(heading) = heading.get() {
            focus(&heading);
        }
    });
    view! {
        <h1 class="nhsuk-heading-l app-focused-heading" tabindex="-1" node_ref=heading>
            {children()}
        </h1>
    }
}
