//! Sessions of signed-in people. A session is a secret in a cookie; the database has its hash. It belongs to the authenticator
//! that opened it: when that is removed, the session ends.

mod close;
mod find;
mod open;

pub use close::{close, close_expired};
pub use find::{find, find_quietly, note_use, time_left};
pub(crate) use open::open;
