//! The address bar, and the registration token in it.

use model::{Place, RegistrationToken};
#[cfg(feature = "browser")]
use model::{REGISTRATION_PATH, Trouble};

/// The key under which the session storage keeps the token, so that the page still works after a reload. The browser deletes
/// the session storage with the tab.
#[cfg(feature = "browser")]
const TOKEN: &str = "registration-token";

/// The key under which the session storage keeps whether the user chose this computer, or a phone or tablet instead.
#[cfg(feature = "browser")]
const PLACE: &str = "registration-place";

/// Keeps the place that the user chose, so that the page says the same after a reload.
#[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "there is no browser"))]
pub fn keep_place(place: Place) {
    #[cfg(feature = "browser")]
    if let Some(storage) = web_sys::window().and_then(|window| window.session_storage().ok()?) {
        let word = match place {
            Place::Any => "",
            Place::ThisDevice => "this",
            Place::AnotherDevice => "another",
        };
        drop(storage.set_item(PLACE, word));
    }
}

/// The place that was last kept in this tab.
#[must_use]
pub fn kept_place() -> Place {
    #[cfg(feature = "browser")]
    {
        let kept = web_sys::window().and_then(|window| window.session_storage().ok()??.get_item(PLACE).ok()?);
        match kept.as_deref() {
            Some("this") => Place::ThisDevice,
            Some("another") => Place::AnotherDevice,
            _ => Place::Any,
        }
    }
    #[cfg(not(feature = "browser"))]
    Place::Any
}

/// Loads another page of this service in the place of this one, so that *Back* does not lead here again.
#[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "there is no browser"))]
pub fn go(path: &str) {
    #[cfg(feature = "browser")]
    if let Some(window) = web_sys::window() {
        // This fails only if navigation is forbidden, for example in a sandboxed frame. Then the page stays as it is.
        drop(window.location().replace(path));
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
/// over the user's shoulder or in the browser's history. After a reload, takes it from the session storage. If the address was
/// damaged, the script `start.js` has mended it before.
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
        if let Ok(history) = window.history() {
            let state = history.state().unwrap_or_default();
            drop(history.replace_state_with_url(&state, "", Some(REGISTRATION_PATH)));
        }
        Some(RegistrationToken::new(token))
    }
    #[cfg(not(feature = "browser"))]
    None
}

/// What was wrong with the address. The script `start.js` left a word about it in the state of the page's entry in the history.
#[cfg(feature = "browser")]
pub(super) fn trouble(window: &web_sys::Window) -> Option<Trouble> {
    let pasted = window.history().ok()?.state().ok()?.as_string()? == "pasted";
    Some(if pasted { Trouble::LinkPasted } else { Trouble::LinkDamaged })
}

/// Shows the element with this id, which the server rendered and hid.
#[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "there is no browser"))]
pub fn reveal(id: &str) {
    #[cfg(feature = "browser")]
    if let Some(element) = leptos::prelude::document().get_element_by_id(id) {
        drop(element.remove_attribute("hidden"));
    }
}
