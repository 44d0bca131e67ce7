//! The link that was just generated. The server sends it only once. This document has it in memory, and this tab keeps it until
//! it ends, so that a reload shows it again.

use crate::{browser, components::effect::effect};
use leptos::prelude::*;
use model::{GeneratedLink, LinkId};

/// The name under which the tab keeps the link.
const KEPT: &str = "generated-link";

/// The last link that was generated in this tab.
#[derive(Clone, Copy, Default)]
pub struct FreshLink {
    link: RwSignal<Option<GeneratedLink>>,
    /// Whether *Generate link* copied it as well. The page of the link may be there before this is known.
    pub copied: RwSignal<bool>,
}

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
        if let Ok(text) = serde_json::to_string(&link) {
            browser::keep(KEPT, &text);
        }
        self.copied.set(false);
        self.link.set(Some(link));
    }

    /// The link with this ID, if it was generated in this tab. After a reload the tab has it a moment later, because the server
    /// renders the page without it.
    pub fn with_id(self, id: LinkId) -> RwSignal<Option<GeneratedLink>> {
        let of_this_page = move |link: &GeneratedLink| link.id == id;
        let link = RwSignal::new(self.link.get_untracked().filter(of_this_page));
        effect(Box::new(move || {
            if link.with_untracked(Option::is_none) {
                let kept = browser::kept(KEPT).and_then(|text| serde_json::from_str(&text).ok());
                if let Some(kept) = kept.filter(of_this_page) {
                    link.set(Some(kept));
                }
            }
        }));
        link
    }

    /// Forgets the link, when it has ended and when the agent signs out.
    pub fn forget(self) {
        browser::forget(KEPT);
        self.link.set(None);
    }
}
