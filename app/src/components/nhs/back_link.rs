//! Back link.

use super::Text;
use leptos::prelude::*;

/// A link to the page before, at the top of a page of a journey.
#[component]
pub fn BackLink(
    /// Where it leads.
    #[prop(into)]
    href: Text,
    /// What it says: "Back" unless it names another place.
    #[prop(into, default = Text::from("Back"))]
    text: Text,
) -> impl IntoView {
    view! {
        <a class="nhsuk-back-link" href=href>
            {text}
        </a>
    }
}
