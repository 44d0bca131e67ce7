//! Users and organisations.

mod add;
mod demo;
