//! Tag.

use leptos::prelude::*;

/// The colour of a tag. It must not be the only thing that says what the tag means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TagColour {
    /// The brand's blue.
    #[default]
    Default,
    /// White.
    White,
    /// Grey: inactive.
    Grey,
    /// Green: new, or done.
    Green,
    /// Aqua green: active.
    AquaGreen,
    /// Blue: pending.
    Blue,
    /// Purple: received.
    Purple,
    /// Pink: sent.
    Pink,
    /// Red: rejected, or urgent.
    Red,
    /// Orange: declined.
    Orange,
    /// Yellow: delayed.
    Yellow,
}

/// The status of something.
#[component]
pub fn Tag(
    /// Its colour.
    #[prop(optional)]
    colour: TagColour,
    /// The status: an adjective.
    children: Children,
) -> impl IntoView {
    let class = match colour {
        TagColour::Default => "nhsuk-tag",
        TagColour::White => "nhsuk-tag nhsuk-tag--white",
        TagColour::Grey => "nhsuk-tag nhsuk-tag--grey",
        TagColour::Green => "nhsuk-tag nhsuk-tag--green",
        TagColour::AquaGreen => "nhsuk-tag nhsuk-tag--aqua-green",
        TagColour::Blue => "nhsuk-tag nhsuk-tag--blue",
        TagColour::Purple => "nhsuk-tag nhsuk-tag--purple",
        TagColour::Pink => "nhsuk-tag nhsuk-tag--pink",
        TagColour::Red => "nhsuk-tag nhsuk-tag--red",
        TagColour::Orange => "nhsuk-tag nhsuk-tag--orange",
        TagColour::Yellow => "nhsuk-tag nhsuk-tag--yellow",
    };
    view! { <strong class=class>{children()}</strong> }
}
