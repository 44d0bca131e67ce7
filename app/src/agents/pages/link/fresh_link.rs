//! The link that was just generated: in the memory of this document only, because the server shows it once.

use leptos::prelude::*;
use model::{GeneratedLink, LinkId};

/// The last link that was generated in this document.
#[derive(Clone, Copy)]
struct FreshLink(RwSignal<Option<GeneratedLink>>);

/// Makes room for one.
pub fn provide_fresh_link() {
    provide_context(FreshLink(RwSignal::new(None)));
}

/// Keeps the link for the page that shows it.
pub fn keep_fresh_link(link: GeneratedLink) {
    if let Some(FreshLink(kept)) = use_context() {
        kept.set(Some(link));
    }
}

/// The link with this ID, if it was generated in this document.
pub fn fresh_link(id: LinkId) -> Option<GeneratedLink> {
    use_context::<FreshLink>()?.0.get_untracked().filter(|link| link.id == id)
}
