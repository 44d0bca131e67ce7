//! The clipboard.

/// Copies `text`, and returns whether it was copied. Call this when the user taps something, because browsers refuse it at
/// other times.
#[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "there is no browser"))]
pub async fn copy(text: String) -> bool {
    #[cfg(feature = "browser")]
    {
        let Some(window) = web_sys::window() else { return false };
        // Outside a secure context there is no clipboard, although web-sys declares that there always is one.
        let navigator = window.navigator();
        if super::json::get(&navigator, "clipboard").is_undefined() {
            return false;
        }
        wasm_bindgen_futures::JsFuture::from(navigator.clipboard().write_text(&text)).await.is_ok()
    }
    #[cfg(not(feature = "browser"))]
    false
}
