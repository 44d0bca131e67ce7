//! The parts of the steps. All parts have the same type, because every further type of view would add a kilobyte of WASM for
//! each visitor.

use crate::{
    browser,
    components::{
        changing::changing_words,
        focus::{FocusedHeading, focused},
        nhs::{Button, ButtonKind, ButtonType, InsetText, Panel, SummaryList, SummaryRow},
    },
    kinds::Picture,
    registration::MOUNT_ID,
};
use leptos::{html, prelude::*};

/// A line of words.
pub type Line = Oco<'static, str>;

pub fn paragraph(words: impl Into<Line>) -> AnyView {
    let words: Line = words.into();
    view! { <p>{words}</p> }.into_any()
}

/// A paragraph that contains the name of a person. The name may be written from right to left.
pub fn paragraph_with_name(before: &'static str, name: &str, after: &'static str) -> AnyView {
    let name = name.to_owned();
    view! { <p>{before} <bdi translate="no">{name}</bdi> {after}</p> }.into_any()
}

/// A paragraph that changes; screen readers announce each change.
pub fn status(words: impl Fn() -> Line + Send + Sync + 'static) -> AnyView {
    view! { <p role="status">{changing_words(Box::new(words))}</p> }.into_any()
}

/// The heading of the step, which takes the focus. The document has the same title.
pub fn title(words: impl Into<Line>) -> AnyView {
    titled("", words.into())
}

/// The heading of a step that says what did not work.
pub fn title_of_problem(words: impl Into<Line>) -> AnyView {
    titled(ERROR, words.into())
}

fn titled(before: &str, words: Line) -> AnyView {
    entitle(before, &words);
    view! { <FocusedHeading>{words}</FocusedHeading> }.into_any()
}

/// With this the title of a document begins when something did not work.
pub const ERROR: &str = "Error: ";

/// Sets the title of the document.
pub fn entitle(before: &str, words: &str) {
    browser::entitle(MOUNT_ID, &[before, words].concat());
}

/// The heading of a step that says what has worked, which takes the focus, and the words below it.
pub fn success(heading: &'static str, words: &'static str) -> AnyView {
    entitle("", heading);
    let panel = focused::<html::Div>();
    view! {
        <div class="app-focused-heading" tabindex="-1" node_ref=panel>
            <Panel heading>{words}</Panel>
        </div>
    }
    .into_any()
}

pub fn picture(picture: Picture) -> AnyView {
    view! { <div class="app-picture" inner_html=picture.svg()></div> }.into_any()
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

/// The quiet way out of a dialogue of the browser that does not end, while it `waits`.
pub fn start_again(waits: RwSignal<bool>, press: Callback<()>) -> AnyView {
    let shown = move || {
        if waits.get() {
            button(ButtonKind::Secondary, "Start again", false, move || press.run(()))
        } else {
            ().into_any()
        }
    };
    shown.into_any()
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
