//! Sessions.

mod close;
mod find;
