//! The tests of the domain, on SQLite or, with `TEST_DATABASE_URL`, on PostgreSQL. The folders are those of `src`.
//!
//! `cfg(test)` on every module tells clippy that these are tests, where `unwrap` and `panic` are in order.

#[cfg(test)]
mod access;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod authenticators;
#[cfg(test)]
mod database;
#[cfg(test)]
mod directory;
#[cfg(test)]
mod links;
#[cfg(test)]
mod mail;
#[cfg(test)]
mod models;
#[cfg(test)]
mod registration;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod supervision;
#[cfg(test)]
mod support;
#[cfg(test)]
mod writing;
