//! A success message for the next page.

use crate::components::nhs::NotificationBanner;
use leptos::prelude::*;

/// A message about what was just done, which the next page shows once.
#[derive(Clone, Copy, Default)]
pub struct Flash(RwSignal<Option<String>>);

impl Flash {
    /// Provides a place for one message to all pages of the document.
    pub fn provide() {
        provide_context(Self::default());
    }

    /// The place for the message in this document.
    pub fn of_document() -> Self {
        use_context().unwrap_or_default()
    }

    /// Leaves a message for the next page.
    pub fn leave(self, message: String) {
        self.0.set(Some(message));
    }
}

/// Shows the message that the previous page left, if there is one, and removes it.
#[component]
pub fn FlashBanner() -> impl IntoView {
    let Flash(waiting) = Flash::of_document();
    let message = waiting.get_untracked();
    if message.is_some() {
        waiting.set(None);
    }
    message.map(|message| view! { <NotificationBanner success=true heading=message/> })
}
