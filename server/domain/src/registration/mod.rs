//! Registering an authenticator with a link: a browser *starts* (gets options, becomes an attempt of its own) and
//! *finishes* (its answer is verified, the link is used, the authenticator is stored). Starting is harmless; attempts
//! live side by side; the first verified finish wins.

mod finish;
mod policy;
mod start;

pub use finish::finish;
pub use start::{Started, start};
