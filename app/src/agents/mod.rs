//! The RA agents' application: rendered by the server, then hydrated. Its pages are in `pages`, their addresses in `paths`.

mod layout;
mod pages;
pub(crate) mod paths;
mod routes;
mod session;
#[cfg(feature = "ssr")]
mod shell;

pub use routes::App;
pub use session::Session;
#[cfg(feature = "ssr")]
pub use shell::shell;
