//! Hint text.

use super::Text;
use leptos::prelude::*;

/// Help with a question, under its label.
#[component]
pub fn Hint(
    /// The id, to which the field's `aria-describedby` refers.
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
