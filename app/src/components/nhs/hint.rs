//! Hint text.

use super::Text;
use leptos::prelude::*;

/// Help with a question, under its label.
#[component]
pub fn Hint(
    /// What the field's `aria-describedby` refers to.
    #[prop(optional, into)]
    id: Option<Text>,
    /// The help.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="nhsuk-hint" id=id>
            {children()}
        </div>
    }
}
