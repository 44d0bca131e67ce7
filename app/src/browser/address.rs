//! The address bar, and the registration token in it.

#[cfg(feature = "browser")]
use model::REGISTRATION_PATH;
use model::RegistrationToken;

/// The key under which the session storage keeps the token, so that the page still works after a reload. The browser deletes
/// the session storage with the tab.
#[cfg(feature = "browser")]
const TOKEN: &str = "registration-token";

/// Loads another page of this service.
#[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "there is no browser"))]
pub fn go(path: &str) {
    #[cfg(feature = "browser")]
    if let Some(window) = web_sys::window() {
        // This fails only if navigation is forbidden, for example in a sandboxed frame. Then the page stays as it is.
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

/// The whole registration link, for another browser or device. The address bar no longer has it.
#[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "there is no browser"))]
#[must_use]
pub fn link_of(token: &RegistrationToken) -> String {
    #[cfg(feature = "browser")]
    {
        let origin = web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
        [&origin, REGISTRATION_PATH, "#", token.reveal()].concat()
    }
    #[cfg(not(feature = "browser"))]
    String::new()
}

/// Takes the registration token from the fragment of the address, and empties the fragment, so that nobody can read the token
/// over the user's shoulder or in the browser's history. After a reload, takes it from the session storage.
#[must_use]
pub fn take_token() -> Option<RegistrationToken> {
    #[cfg(feature = "browser")]
    {
        let window = web_sys::window()?;
        let storage = window.session_storage().ok().flatten();
        let location = window.location();
        let fragment = location.hash().unwrap_or_default();
        let token = fragment.trim_start_matches('#');
        if token.is_empty() {
            return storage?.get_item(TOKEN).ok().flatten().map(RegistrationToken::new);
        }
        if let Some(storage) = storage {
            // If the storage is full or forbidden, a reload loses the token. Nothing else depends on it.
            drop(storage.set_item(TOKEN, token));
        }
        if let (Ok(history), Ok(path)) = (window.history(), location.pathname()) {
            drop(history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&path)));
        }
        Some(RegistrationToken::new(token))
    }
    #[cfg(not(feature = "browser"))]
    None
}

/// Loads the page again when a person pastes another registration link into the same tab. Only the fragment changes then, so
/// the browser would not load the page by itself.
pub fn watch_fragment() {
    #[cfg(feature = "browser")]
    if let Some(window) = web_sys::window() {
        use wasm_bindgen::{JsCast, closure::Closure};
        let changed = Closure::<dyn Fn()>::new(reload);
        drop(window.add_event_listener_with_callback("hashchange", changed.as_ref().unchecked_ref()));
        // Keep the listener for as long as the page is loaded.
        changed.forget();
    }
}
