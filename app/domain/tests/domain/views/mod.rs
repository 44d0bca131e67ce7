//! Queries that are made for one page each.

mod authenticators;
mod history;
mod own_links;
mod profile;
mod search;
mod search_plan;
mod viewed_users;
