//! `cim serve` as a separate process, as an operator runs it.

#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

#[cfg(target_os = "linux")]
mod full_disk;
mod kills;
mod metrics;
mod roles;
mod stopping;
mod support;
mod user;
