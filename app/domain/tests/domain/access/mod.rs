//! Permissions: who may do what.

mod matrix;
mod refusals;
