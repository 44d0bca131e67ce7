//! Who may do what.

mod matrix;
mod refusals;
