//! Registering an authenticator with a link: a browser *begins* (becomes an attempt of its own), is *admitted*
//! where a match code is wanted, *starts* (gets options) and *finishes* (its answer is verified, the link is used, the
//! authenticator is stored). Starting is harmless; attempts live side by side; the first verified finish wins.

mod admit;
mod attempt;
mod begin;
mod finish;
mod issuer;
mod lock;
mod match_code;
mod policy;
mod start;

pub use admit::admit;
pub use attempt::{report, where_it_stands};
pub use begin::{Begun, MAX_ATTEMPTS, begin};
pub use finish::finish;
pub use start::start;
