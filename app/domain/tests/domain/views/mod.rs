//! Reads that are composed for a page.

mod authenticators;
mod history;
mod profile;
mod search;
