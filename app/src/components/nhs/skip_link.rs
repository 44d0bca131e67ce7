//! Skip link.

use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::{JsCast, closure::Closure},
    web_sys::{AddEventListenerOptions, HtmlElement},
};

/// The first link of a page: past the header to `<main id="maincontent">`.
#[component]
pub fn SkipLink() -> impl IntoView {
    // The router would change the address and leave the focus where it is.
    let skip = |event: ev::MouseEvent| {
        let main = document().get_element_by_id("maincontent");
        if let Some(main) = main.and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
            // No outline around all of the page.
            _ = main.class_list().add_1("nhsuk-skip-link-focused-element");
            focus(&main);
            event.prevent_default();
        }
    };
    view! {
        <a class="nhsuk-skip-link" href="#maincontent" on:click=skip>
            "Skip to main content"
        </a>
    }
}

/// How many frames an element may take to get into the document.
const PATIENCE: u8 = 60;

/// Focuses, in a browser, what is not made for it. Once the focus has left again, a click does not bring it back.
pub fn focus(element: &HtmlElement) {
    focus_within(element.clone(), PATIENCE);
}

/// An element that still loads with the rest of its page is not in the document yet, and could not be focused.
fn focus_within(element: HtmlElement, frames: u8) {
    if !element.is_connected() {
        if frames > 0 {
            request_animation_frame(move || focus_within(element, frames - 1));
        }
        return;
    }
    if !element.has_attribute("tabindex") && element.set_attribute("tabindex", "-1").is_ok() {
        let target = element.clone();
        let restore = Closure::once_into_js(move || target.remove_attribute("tabindex"));
        let once = AddEventListenerOptions::new();
        once.set_once(true);
        _ = element.add_event_listener_with_callback_and_add_event_listener_options(
            "blur",
            restore.unchecked_ref(),
            &once,
        );
    }
    _ = element.focus();
}
