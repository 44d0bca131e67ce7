//! Users and organisations.

mod add;
mod demo;
mod profile;
mod search;
