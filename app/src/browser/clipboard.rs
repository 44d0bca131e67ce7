//! The clipboard.

/// Copies `text`; whether it really was copied. Call it from a tap.
#[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "there is no browser"))]
pub async fn copy(text: String) -> bool {
    #[cfg(feature = "browser")]
    {
        let Some(window) = web_sys::window() else { return false };
        // Outside a secure context there is no clipboard, whatever web-sys believes.
        let navigator = window.navigator();
        if super::json::get(&navigator, "clipboard").is_undefined() {
            return false;
        }
        wasm_bindgen_futures::JsFuture::from(navigator.clipboard().write_text(&text)).await.is_ok()
    }
    #[cfg(not(feature = "browser"))]
    false
}
