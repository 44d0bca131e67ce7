//! Panel.

use super::{HeadingLevel, Size, Text, heading::heading as heading_of};
use leptos::prelude::*;

/// Says that a journey is complete, or interrupts it with a question.
#[component]
pub fn Panel(
    /// What happened.
    #[prop(into)]
    heading: Text,
    /// The rank of the heading.
    #[prop(default = HeadingLevel::H1)]
    level: HeadingLevel,
    /// How large the heading is.
    #[prop(optional)]
    size: Option<Size>,
    /// Whether it interrupts a journey instead of ending it.
    #[prop(optional)]
    interruption: bool,
    /// What the user should know about it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let class = Size::class(
        size,
        [
            "nhsuk-panel__heading",
            "nhsuk-panel__heading nhsuk-panel__heading--s",
            "nhsuk-panel__heading nhsuk-panel__heading--m",
            "nhsuk-panel__heading nhsuk-panel__heading--l",
            "nhsuk-panel__heading nhsuk-panel__heading--xl",
        ],
    );
    view! {
        <div class=if interruption { "nhsuk-panel nhsuk-panel--interruption" } else { "nhsuk-panel" }>
            {heading_of(level, class, heading.into_any())}
            {children.map(|children| view! { <div class="nhsuk-panel__body">{children()}</div> })}
        </div>
    }
}
