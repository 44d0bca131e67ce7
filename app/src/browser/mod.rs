//! What the pages ask of the browser. On the server the same functions exist, so that pages compile for both, and answer
//! that there is no browser; no page calls them while it is rendered there.

mod address;
mod clipboard;
mod failure;
#[cfg(feature = "browser")]
mod json;
mod webauthn;

pub use address::{go, reload, take_token, watch_fragment};
pub use clipboard::copy;
pub use failure::Failure;
pub use webauthn::{Prepared, signal_unknown_credential, webauthn_is_available};
