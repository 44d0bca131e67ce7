//! A success message for the next page.

use crate::components::nhs::NotificationBanner;
use leptos::prelude::*;

/// What was just done, to be said once on the page that follows.
#[derive(Clone, Copy)]
struct Flash(RwSignal<Option<String>>);

/// Makes room for one message.
pub fn provide_flash() {
    provide_context(Flash(RwSignal::new(None)));
}

/// Leaves a message for the page that follows.
pub fn leave_flash(message: String) {
    if let Some(Flash(waiting)) = use_context() {
        waiting.set(Some(message));
    }
}

/// The message that the page before left, if it did. Shown once.
#[component]
pub fn FlashBanner() -> impl IntoView {
    let message = use_context().and_then(|Flash(waiting)| {
        let message = waiting.get_untracked();
        if message.is_some() {
            waiting.set(None);
        }
        message
    });
    message.map(|message| view! { <NotificationBanner success=true heading=message/> })
}
