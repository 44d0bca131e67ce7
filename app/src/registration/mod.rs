//! The page behind a registration link. Its words are rendered by the server ([`document()`]); a WASM entry point of its own
//! takes over ([`Page`]), which does not carry the agents' application. The page *Test your authenticator* shares it.
//!
//! What the page knows and does next is decided in `state`, which is pure; `effects` does it; `view` draws it.

#[cfg(feature = "ssr")]
mod document;
mod effects;
mod intro;
mod page;
mod state;
mod test;
mod view;

#[cfg(feature = "ssr")]
pub use document::{document, test_document};
pub use page::Page;

/// Where the registration page is; the token comes after it, in the fragment.
pub const PATH: &str = "/register";

/// Where *Test your authenticator* has a page of its own.
pub const TEST_PATH: &str = "/test";

/// The element that the WASM entry point takes over.
pub const MOUNT_ID: &str = "registration";
