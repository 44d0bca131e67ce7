//! The focus.

use leptos::web_sys::HtmlElement;

/// Focuses `element` without scrolling the page to it.
#[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "there is no browser"))]
pub fn focus_in_place(element: &HtmlElement) {
    #[cfg(feature = "browser")]
    {
        let still = web_sys::FocusOptions::new();
        still.set_prevent_scroll(true);
        _ = element.focus_with_options(&still);
    }
}
