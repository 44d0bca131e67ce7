//! The RA agents' application: rendered by the server, then hydrated. One page a file in `pages`.

mod layout;
mod pages;
mod routes;
mod session;
#[cfg(feature = "ssr")]
mod shell;

pub use routes::App;
pub use session::Session;
#[cfg(feature = "ssr")]
pub use shell::shell;

/// What an agent is told who did not tick the box; the page and the server say the same.
pub const CONFIRM_REMOVAL: &str = "Tick the box to confirm that you want to remove this authenticator";
