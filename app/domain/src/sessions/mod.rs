//! Who is signed in. A session is a secret in a cookie, of which the database has the hash, and it belongs to the
//! authenticator that opened it: when that is removed, the session ends.

mod close;
mod find;
mod open;

pub use close::{close, close_expired};
pub use find::{find, find_quietly};
pub(crate) use open::open;
