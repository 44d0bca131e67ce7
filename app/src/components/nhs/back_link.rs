//! Back link.

use super::Text;
use leptos::prelude::*;

/// A link to the previous page, at the top of a page.
#[component]
pub fn BackLink(
    /// Where it leads.
    #[prop(into)]
    href: Text,
    /// What it says: "Back" if this is not given.
    #[prop(into, default = Text::from("Back"))]
    text: Text,
) -> impl IntoView {
    view! {
        <a class="nhsuk-back-link" href=href>
            {text}
        </a>
    }
}
