//! The address bar, and the registration token that arrives in it.

/// Where the token is kept, so that a reload of the same tab still works. Ends with the tab.
#[cfg(feature = "browser")]
const TOKEN: &str = "registration-token";

/// Loads another page of this service.
#[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "there is no browser"))]
pub fn go(path: &str) {
    #[cfg(feature = "browser")]
    if let Some(window) = web_sys::window() {
        // Fails only where navigation is forbidden, as in a sandboxed frame; then the page stays as it is.
        drop(window.location().assign(path));
    }
}

/// Loads this page again.
pub fn reload() {
    #[cfg(feature = "browser")]
    if let Some(window) = web_sys::window() {
        drop(window.location().reload());
    }
}

/// The path of this page.
#[must_use]
pub fn path() -> String {
    #[cfg(feature = "browser")]
    return web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    #[cfg(not(feature = "browser"))]
    String::new()
}

/// The whole registration link again, for another browser or device: the address bar no longer has it.
#[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "there is no browser"))]
#[must_use]
pub fn link_of(token: &str) -> String {
    #[cfg(feature = "browser")]
    {
        let origin = web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
        [&origin, crate::registration::PATH, "#", token].concat()
    }
    #[cfg(not(feature = "browser"))]
    String::new()
}

/// The registration token: from the address's fragment, which is then emptied so that nobody reads it over a shoulder or
/// in the browser's history; or from this tab's storage, after a reload.
#[must_use]
pub fn take_token() -> Option<String> {
    #[cfg(feature = "browser")]
    {
        let window = web_sys::window()?;
        let storage = window.session_storage().ok().flatten();
        let location = window.location();
        let fragment = location.hash().unwrap_or_default();
        let token = fragment.trim_start_matches('#');
        if token.is_empty() {
            return storage?.get_item(TOKEN).ok().flatten();
        }
        if let Some(storage) = storage {
            // If the storage is full or forbidden, a reload loses the token. Nothing else depends on it.
            drop(storage.set_item(TOKEN, token));
        }
        if let (Ok(history), Ok(path)) = (window.history(), location.pathname()) {
            drop(history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&path)));
        }
        Some(token.to_owned())
    }
    #[cfg(not(feature = "browser"))]
    None
}

/// Loads the page again when somebody pastes another link into the same tab: only the fragment changes then, so the
/// browser itself would not.
pub fn watch_fragment() {
    #[cfg(feature = "browser")]
    if let Some(window) = web_sys::window() {
        use wasm_bindgen::{JsCast, closure::Closure};
        let changed = Closure::<dyn Fn()>::new(reload);
        drop(window.add_event_listener_with_callback("hashchange", changed.as_ref().unchecked_ref()));
        // For as long as the page lives.
        changed.forget();
    }
}
