//! Moves the focus to what is new on a page.

use crate::components::{effect::effect, nhs::focus};
use leptos::{
    html::{self, ElementType},
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::HtmlElement,
};

/// The reference for an element that takes the focus when it appears in the browser, so that a screen reader reads it.
pub fn focused<E>() -> NodeRef<E>
where
    E: ElementType + 'static,
    E::Output: JsCast + Clone + AsRef<HtmlElement> + 'static,
{
    let node = NodeRef::<E>::new();
    effect(Box::new(move || {
        if let Some(element) = node.get() {
            focus(element.as_ref());
        }
    }));
    node
}

/// Whether the focus is where a person does nothing: on no element, on a heading or on the main part. Only then may a page move it.
pub fn is_idle() -> bool {
    let idle = |tag: String| matches!(tag.as_str(), "BODY" | "MAIN" | "H1" | "H2");
    document().active_element().is_none_or(|active| idle(active.tag_name()))
}

/// The heading of a page or of a step. It takes the focus.
#[component]
pub fn FocusedHeading(
    /// The words.
    children: Children,
) -> impl IntoView {
    let heading = focused::<html::H1>();
    view! {
        <h1 class="nhsuk-heading-l app-focused-heading" tabindex="-1" node_ref=heading>
            {children()}
        </h1>
    }
}
