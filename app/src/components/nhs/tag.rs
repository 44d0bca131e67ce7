//! Tag.

use leptos::prelude::*;

/// The colour of a tag. It must not be the only thing that says what the tag means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagColour {
    /// Grey: inactive.
    Grey,
    /// Green: new, or done.
    Green,
    /// Blue: pending.
    Blue,
    /// Orange: declined.
    Orange,
    /// Yellow: delayed.
    Yellow,
}

/// The status of something.
#[component]
pub fn Tag(
    /// Its colour.
    colour: TagColour,
    /// The status: an adjective.
    children: Children,
) -> impl IntoView {
    let class = match colour {
        TagColour::Grey => "nhsuk-tag nhsuk-tag--grey",
        TagColour::Green => "nhsuk-tag nhsuk-tag--green",
        TagColour::Blue => "nhsuk-tag nhsuk-tag--blue",
        TagColour::Orange => "nhsuk-tag nhsuk-tag--orange",
        TagColour::Yellow => "nhsuk-tag nhsuk-tag--yellow",
    };
    view! { <strong class=class>{children()}</strong> }
}
