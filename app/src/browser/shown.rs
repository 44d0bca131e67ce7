//! Whether the page is shown, and when it is shown again: after the device slept, after another tab was in front, or out of the
//! browser's cache.

/// Whether nobody sees the page.
#[must_use]
pub fn is_hidden() -> bool {
    #[cfg(feature = "browser")]
    return leptos::prelude::document().hidden();
    #[cfg(not(feature = "browser"))]
    false
}

/// Calls `shown` whenever that happens. The listener stays for as long as the page is loaded.
#[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "there is no browser"))]
pub fn when_shown(shown: Box<dyn Fn()>) {
    #[cfg(feature = "browser")]
    if let Some(window) = web_sys::window() {
        use wasm_bindgen::{JsCast, closure::Closure};
        let shown = Closure::wrap(shown);
        for event in ["visibilitychange", "pageshow"] {
            drop(window.add_event_listener_with_callback(event, shown.as_ref().unchecked_ref()));
        }
        shown.forget();
    }
}
