//! The page of a registration link. The server renders its first words ([`document()`]). Then a WASM entry point of its own
//! takes over ([`Page`]), which does not contain the agents' application. The page *Test your authenticator* has the same entry
//! point.
//!
//! `state` decides what the page knows and does next, and does nothing itself. `effects` does it, and `view` draws it.

#[cfg(feature = "ssr")]
mod document;
mod effects;
mod intro;
mod page;
#[cfg(feature = "ssr")]
mod paste;
mod state;
mod test;
mod view;

#[cfg(feature = "ssr")]
pub use document::{document, test_document};
pub use page::Page;

/// The path of the page *Test your authenticator*.
pub const TEST_PATH: &str = "/test";

/// The element that the WASM entry point takes over.
pub const MOUNT_ID: &str = "registration";

/// The hidden form with the field *Paste the link or code you were sent*.
const PASTE_ID: &str = "paste";
