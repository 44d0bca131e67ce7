//! The pages and their typed server functions. [`agents`] is the RA agents' application (server-rendered, then hydrated);
//! [`registration`] is the page behind a registration link (server-rendered, then driven by a WASM entry point of its own);
//! [`api`] is what both call; [`browser`] is what both ask of the browser;
//! `kinds` has the words that depend on the kind of authenticator.
//!
//! Pages put text together with `concat` and not with `format!`: the code that formats would be several more kilobytes of WASM
//! for each visitor. Views are boxed (`into_any`) where their type would make the compiler repeat code, for the same reason.

// Leptos names views by their whole type, and a router of nested routes makes long ones.
#![recursion_limit = "256"]

pub mod agents;
pub mod api;
pub mod browser;
pub mod components;
mod kinds;
pub mod registration;
#[cfg(feature = "ssr")]
pub mod site;
