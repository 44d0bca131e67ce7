//! Warning callout.

use super::{HeadingLevel, Text, heading::heading as heading_of};
use leptos::prelude::*;

/// Warns of something that must not be missed.
#[component]
pub fn WarningCallout(
    /// What it is about. Screen readers hear "Important: " before it.
    #[prop(into, default = Text::from("Important"))]
    heading: Text,
    /// The rank of the heading.
    #[prop(default = HeadingLevel::H3)]
    level: HeadingLevel,
    /// Paragraphs.
    children: Children,
) -> impl IntoView {
    let heading = if heading.contains("mportant") {
        heading.into_any()
    } else {
        view! {
            <span role="text">
                <span class="nhsuk-u-visually-hidden">"Important: "</span>
                {heading}
            </span>
        }
        .into_any()
    };
    view! {
        <div class="nhsuk-card nhsuk-card--warning">
            <div class="nhsuk-card__content">
                {heading_of(level, "nhsuk-card__heading", heading)} {children()}
            </div>
        </div>
    }
}
