//! The HTTP layer over a real database: the tests mirror the addresses. What the actions do is tested in `domain`, and
//! what people see in `end2end`.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

mod api;
mod assets;
mod bodies;
mod client;
mod cookies;
mod health;
mod live;
mod pages;
mod raw;
mod request_id;
mod support;
mod test_page;
