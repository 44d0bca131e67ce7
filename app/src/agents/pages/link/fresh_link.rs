//! The link that was just generated. It is only in the memory of this document, because the server sends it only once.

use leptos::prelude::*;
use model::{GeneratedLink, LinkId};

/// The last link that was generated in this document.
#[derive(Clone, Copy, Default)]
pub struct FreshLink(RwSignal<Option<GeneratedLink>>);

impl FreshLink {
    /// Provides a place for one link to all pages of the document.
    pub fn provide() {
        provide_context(Self::default());
    }

    /// The place for the link in this document.
    pub fn of_document() -> Self {
        use_context().unwrap_or_default()
    }

    /// Keeps the link for the page that shows it.
    pub fn keep(self, link: GeneratedLink) {
        self.0.set(Some(link));
    }

    /// The link with this ID, if it was generated in this document.
    pub fn with_id(self, id: LinkId) -> Option<GeneratedLink> {
        self.0.get_untracked().filter(|link| link.id == id)
    }
}
