//! What the pages ask of the browser. On the server the same functions exist, so that pages compile for both, and answer
//! that there is no browser; no page calls them while it is rendered there.

mod address;
mod clipboard;
mod clock;
#[cfg(feature = "browser")]
mod json;
mod live;
mod preflight;
mod webauthn;

pub use address::{go, link_of, path, reload, take_token, watch_fragment};
pub use clipboard::copy;
pub use clock::now;
pub use live::{Heard, Listening};
pub use preflight::{ask_further, preflight};
pub use webauthn::{Prepared, signal_unknown_credential, webauthn_is_available};
