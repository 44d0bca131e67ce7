//! The functions of the browser that the pages use. The same functions exist on the server, so that the pages compile for both.
//! There they return that there is no browser, and no page calls them while it is rendered.

mod address;
mod clipboard;
mod clock;
#[cfg(feature = "browser")]
mod json;
mod live;
mod post;
mod preflight;
mod webauthn;

pub use address::{go, link_of, path, reload, take_token, watch_fragment};
pub use clipboard::copy;
pub use clock::now;
pub use live::{Heard, Listening};
pub use post::post;
pub use preflight::{ask_further, preflight};
pub use webauthn::{Prepared, signal_unknown_credential, webauthn_is_available};
