//! What a tab keeps until it is closed, so that a page still has it after a reload.

/// Keeps `text` under `name`. If the storage is full or forbidden, nothing is kept; the pages do not depend on it.
#[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "there is no browser"))]
pub fn keep(name: &str, text: &str) {
    #[cfg(feature = "browser")]
    if let Some(storage) = storage() {
        drop(storage.set_item(name, text));
    }
}

/// What is kept under `name`.
#[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "there is no browser"))]
#[must_use]
pub fn kept(name: &str) -> Option<String> {
    #[cfg(feature = "browser")]
    return storage()?.get_item(name).ok().flatten();
    #[cfg(not(feature = "browser"))]
    None
}

/// Forgets what is kept under `name`.
#[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "there is no browser"))]
pub fn forget(name: &str) {
    #[cfg(feature = "browser")]
    if let Some(storage) = storage() {
        drop(storage.remove_item(name));
    }
}

#[cfg(feature = "browser")]
fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}
