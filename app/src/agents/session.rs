//! Who is signed in, for the pages. The server finds out once for each document; signing in and out load a new one.

use leptos::prelude::*;
use model::SignedIn;
use std::sync::Arc;

/// What the server knows when it renders a document; the browser is told the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Session {
    /// The service's name.
    pub service_name: Arc<str>,
    /// The person who is signed in, if anybody is.
    pub signed_in: Option<SignedIn>,
}

/// Makes the session known to all pages: on the server from the request's context, in the browser from the document.
pub(super) fn provide_session() {
    let session = SharedValue::new(|| use_context::<Session>().unwrap_or_default()).into_inner();
    provide_context(session);
}

/// The session of this document.
pub(super) fn session() -> Session {
    use_context::<Session>().unwrap_or_default()
}
