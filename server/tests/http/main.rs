//! The HTTP layer over a real database. The modules are named after the addresses. `domain` tests what the actions do, and
//! `end2end` tests what people see.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

mod api;
mod assets;
mod bodies;
mod client;
mod cookies;
mod front_door;
mod health;
mod limits;
mod live;
mod metrics;
mod pages;
mod raw;
mod request_id;
mod support;
mod test_page;
