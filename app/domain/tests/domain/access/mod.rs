//! Permissions: who may do what.

mod matrix;
mod operator;
mod reach;
mod refusals;
