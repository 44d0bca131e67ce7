//! Registering an authenticator with a link: a browser *begins* (becomes an attempt of its own), *starts* (gets options) and
//! *finishes* (its answer is verified, the link is used, the authenticator is stored). Starting is harmless; attempts
//! live side by side; the first verified finish wins.

mod attempt;
mod begin;
mod finish;
mod match_code;
mod policy;
mod start;

pub use attempt::{report, where_it_stands};
pub use begin::{Begun, MAX_ATTEMPTS, begin};
pub use finish::finish;
pub(crate) use match_code::{digits, hash as match_code_hash};
pub use start::{Started, start};
