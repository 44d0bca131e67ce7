//! Skip link.

use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::{JsCast, closure::Closure},
    web_sys::{AddEventListenerOptions, HtmlElement},
};

/// The first link of a page. It leads past the header to `<main id="maincontent">`.
#[component]
pub fn SkipLink() -> impl IntoView {
    // Without this, the router would only change the address, and the focus would stay where it is.
    let skip = |event: ev::MouseEvent| {
        let main = document().get_element_by_id("maincontent");
        if let Some(main) = main.and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
            // This class prevents an outline around the whole page.
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

/// For how many frames to wait until an element is in the document.
const PATIENCE: u8 = 60;

/// In a browser, focuses an element that usually cannot take the focus. When the focus has left it, a click does not focus it
/// again.
pub fn focus(element: &HtmlElement) {
    focus_within(element.clone(), PATIENCE);
}

/// Waits until the element is in the document, because otherwise it cannot be focused. While a page loads, its elements are not
/// in the document yet.
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
