//! `cim serve` as a process of its own, as an operator runs it.

#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

mod stopping;
mod support;
