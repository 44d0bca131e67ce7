//! A success message for the next page.

use crate::components::nhs::NotificationBanner;
use leptos::prelude::*;

/// What was just done, to be said once on the page that follows.
#[derive(Clone, Copy, Default)]
pub struct Flash(RwSignal<Option<String>>);

impl Flash {
    /// Makes room for one message, for all pages of the document.
    pub fn provide() {
        provide_context(Self::default());
    }

    /// The room in this document.
    pub fn of_document() -> Self {
        use_context().unwrap_or_default()
    }

    /// Leaves a message for the page that follows.
    pub fn leave(self, message: String) {
        self.0.set(Some(message));
    }
}

/// The message that the page before left, if it did. Shown once.
#[component]
pub fn FlashBanner() -> impl IntoView {
    let Flash(waiting) = Flash::of_document();
    let message = waiting.get_untracked();
    if message.is_some() {
        waiting.set(None);
    }
    message.map(|message| view! { <NotificationBanner success=true heading=message/> })
}
