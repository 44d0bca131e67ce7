//! Who is signed in, for the pages. The server finds this out once for each document. Signing in and signing out load a new
//! document.

use leptos::prelude::*;
use model::{SessionLeft, SignedIn};
use std::sync::Arc;

/// What the server knows when it renders a document. The document passes it on to the browser.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Session {
    /// The service's name.
    pub service_name: Arc<str>,
    /// The person who is signed in; `None` when nobody is.
    pub signed_in: Option<SignedIn>,
    /// How long their session lasted when the server rendered the document.
    pub left: Option<SessionLeft>,
}

/// Makes the session known to all pages: on the server from the request's context, in the browser from the document.
pub(super) fn provide_session() {
    let session = SharedValue::new(|| use_context::<Session>().unwrap_or_default()).into_inner();
    provide_context(session);
}

/// The address of the page that is shown now, with its query.
pub(crate) fn here() -> String {
    let location = leptos_router::hooks::use_location();
    let (path, query) = (location.pathname.get_untracked(), location.search.get_untracked());
    if query.is_empty() { path } else { [&path, "?", &query].concat() }
}

/// The session of this document.
pub(super) fn session() -> Session {
    use_context::<Session>().unwrap_or_default()
}
