//! Queries that are made for one page each.

mod authenticators;
mod history;
mod profile;
mod search;
mod search_plan;
