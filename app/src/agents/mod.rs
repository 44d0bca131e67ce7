//! The RA agents' application. The server renders it, and the browser hydrates it. Its pages are in `pages`, and their
//! addresses are in `paths`.

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
