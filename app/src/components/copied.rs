//! Copies to the clipboard, and says whether that succeeded.

use crate::browser;
use leptos::{prelude::*, task::spawn_local};

/// Returns a signal, and a function for a button that copies `text`. The signal is `None` until the copy is done, and then says
/// whether it succeeded.
pub fn copying(text: String) -> (ReadSignal<Option<bool>>, impl Fn() + Clone + Send + Sync + 'static) {
    let (copied, set_copied) = signal(None);
    let press = move || {
        let text = text.clone();
        set_copied.set(None);
        spawn_local(async move { set_copied.set(Some(browser::copy(text).await)) });
    };
    (copied, press)
}
