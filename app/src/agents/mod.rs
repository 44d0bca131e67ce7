//! The RA agents' application. The server renders it, and the browser hydrates it. Its pages are in `pages`, and their
//! addresses are in `paths`.

mod layout;
mod pages;
pub(crate) mod paths;
mod routes;
pub(crate) mod session;
#[cfg(feature = "ssr")]
mod shell;
pub(crate) mod timeout;
mod warning;

pub use routes::App;
pub use session::Session;
#[cfg(feature = "ssr")]
pub use shell::shell;

/// The element that the WASM entry point takes over.
pub const MOUNT_ID: &str = "agents";

/// The attribute of the document which says that it cannot be taken over as it is.
pub const CHANGED: &str = "data-changed";
