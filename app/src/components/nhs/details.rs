//! Details, and the expander.

use super::Text;
use leptos::prelude::*;

/// Content that most people do not need, hidden behind a line that opens it.
#[component]
pub fn Details(
    /// The line that opens it.
    #[prop(into)]
    summary: Text,
    /// Whether it is open at first.
    #[prop(optional)]
    open: bool,
    /// Whether it is an expander, which is drawn as a box, for lists of questions.
    #[prop(optional)]
    expander: bool,
    /// What it hides.
    children: Children,
) -> impl IntoView {
    view! {
        <details class=if expander { "nhsuk-details nhsuk-expander" } else { "nhsuk-details" } open=open>
            <summary class="nhsuk-details__summary">
                <span class="nhsuk-details__summary-text">{summary}</span>
            </summary>
            <div class="nhsuk-details__text">{children()}</div>
        </details>
    }
}
