//! Card.

use super::{HeadingLevel, Text, heading::heading as heading_of};
use leptos::prelude::*;

/// A box for one thing, with a heading that leads to its page.
#[component]
pub fn Card(
    /// What it is about.
    #[prop(into)]
    heading: Text,
    /// Where the heading leads.
    #[prop(into)]
    href: Text,
    /// The rank of the heading.
    #[prop(default = HeadingLevel::H3)]
    level: HeadingLevel,
    /// What it says or offers.
    children: Children,
) -> impl IntoView {
    let link = view! {
        <a class="nhsuk-card__link" href=href>
            {heading}
        </a>
    }
    .into_any();
    view! {
        <div class="nhsuk-card">
            <div class="nhsuk-card__content">
                {heading_of(level, "nhsuk-card__heading nhsuk-heading-m", link)} {children()}
            </div>
        </div>
    }
}
