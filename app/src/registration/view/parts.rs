//! The parts of the steps. All parts have the same type, because every further type of view would add a kilobyte of WASM for
//! each visitor.

use crate::components::{
    changing::changing_words,
    focus::FocusedHeading,
    nhs::{Button, ButtonKind, ButtonType, InsetText, SummaryList, SummaryRow},
};
use leptos::prelude::*;

/// A line of words.
pub type Line = Oco<'static, str>;

pub fn paragraph(words: impl Into<Line>) -> AnyView {
    let words: Line = words.into();
    view! { <p>{words}</p> }.into_any()
}

/// A paragraph that contains the name of a person. The name may be written from right to left.
pub fn paragraph_with_name(before: &'static str, name: &str, after: &'static str) -> AnyView {
    let name = name.to_owned();
    view! { <p>{before} <bdi>{name}</bdi> {after}</p> }.into_any()
}

/// A paragraph that changes; screen readers announce each change.
pub fn status(words: impl Fn() -> Line + Send + Sync + 'static) -> AnyView {
    view! { <p role="status">{changing_words(Box::new(words))}</p> }.into_any()
}

/// The heading of the step, which takes the focus.
pub fn title(words: impl Into<Line>) -> AnyView {
    let words: Line = words.into();
    view! { <FocusedHeading>{words}</FocusedHeading> }.into_any()
}

/// A heading within the step.
pub fn heading(words: &'static str) -> AnyView {
    view! { <h2 class="nhsuk-heading-m">{words}</h2> }.into_any()
}

/// Facts, one in each row.
pub fn summary(rows: Vec<SummaryRow>) -> AnyView {
    view! { <SummaryList rows/> }.into_any()
}

pub fn inset(words: AnyView) -> AnyView {
    view! { <InsetText>{words}</InsetText> }.into_any()
}

pub fn numbered(steps: &[&'static str]) -> AnyView {
    let steps: Vec<_> = steps.iter().map(|step| view! { <li>{*step}</li> }).collect();
    view! { <ol class="nhsuk-list nhsuk-list--number">{steps}</ol> }.into_any()
}

/// A paragraph with a button, which is disabled while something is `busy`.
pub fn button(
    kind: ButtonKind,
    words: &'static str,
    busy: impl Into<Signal<bool>>,
    press: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let (busy, press): (Signal<bool>, Callback<()>) = (busy.into(), press.into());
    view! {
        <p>
            <Button kind button_type=ButtonType::Button disabled=busy press>
                {words}
            </Button>
        </p>
    }
    .into_any()
}

/// A link to another page.
pub fn link(words: &'static str, href: &'static str) -> AnyView {
    view! {
        <p>
            <a href=href>{words}</a>
        </p>
    }
    .into_any()
}
