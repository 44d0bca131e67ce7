//! The pages and their typed server functions. [`agents`] is the RA agents' application, which the server renders and the
//! browser hydrates. [`registration`] is the page of a registration link, which the server renders and a WASM entry point of
//! its own takes over. Both call the server functions in [`api`], and use the browser through [`browser`]. `kinds` has the
//! words that depend on the kind of authenticator.
//!
//! Pages put text together with `concat` and not with `format!`, because the code for formatting would add several kilobytes of
//! WASM for each visitor. For the same reason, views are boxed (`into_any`) where their types would make the compiler repeat
//! code.

// The type of a Leptos view contains the types of all views within it, so the types of whole pages are nested deeply.
#![recursion_limit = "256"]

pub mod agents;
pub mod api;
pub mod browser;
pub mod components;
mod kinds;
pub mod registration;
#[cfg(feature = "ssr")]
pub mod site;
