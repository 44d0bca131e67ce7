//! The functions of the browser that the pages use. The same functions exist on the server, so that the pages compile for both.
//! There they return that there is no browser, and no page calls them while it is rendered.

mod address;
mod clipboard;
mod clock;
mod focus;
#[cfg(feature = "browser")]
mod json;
mod kept;
mod live;
mod post;
mod preflight;
mod shown;
mod title;
mod webauthn;

pub use address::{go, keep_place, kept_place, link_of, path, reload, reveal, take_token};
pub use clipboard::copy;
pub use clock::now;
pub use focus::focus_in_place;
pub use kept::{forget, keep, kept};
pub use live::{Heard, Listening};
pub use post::post;
pub use preflight::{ask_further, preflight};
pub use shown::{is_hidden, when_shown};
pub use title::entitle;
pub use webauthn::{Answer, Prepared, signal_unknown_credential, webauthn_is_available};
