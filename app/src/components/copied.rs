//! Copying to the clipboard, and telling the truth about it.

use crate::browser;
use leptos::{prelude::*, task::spawn_local};

/// What `press` copies `text` with; and what came of it: `None` before, then whether it was copied.
pub fn copying(text: String) -> (ReadSignal<Option<bool>>, impl Fn() + Clone + Send + Sync + 'static) {
    let (copied, set_copied) = signal(None);
    let press = move || {
        let text = text.clone();
        set_copied.set(None);
        spawn_local(async move { set_copied.set(Some(browser::copy(text).await)) });
    };
    (copied, press)
}
