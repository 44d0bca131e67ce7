//! The page behind a registration link. Its words are rendered by the server ([`document()`]); a WASM entry point of its own
//! takes over ([`RegistrationPage`]), which does not carry the agents' application.

#[cfg(feature = "ssr")]
mod document;
mod intro;
mod page;
mod steps;
mod words;

#[cfg(feature = "ssr")]
pub use document::document;
pub use page::RegistrationPage;

/// The element that the WASM entry point takes over.
pub const MOUNT_ID: &str = "registration";
