//! The tests of the domain, on SQLite or, with `TEST_DATABASE_URL`, on PostgreSQL. The folders are those of `src`. The folder
//! `writing` tests what happens when the database fails.
//!
//! `cfg(test)` on every module tells clippy that these are tests, in which `unwrap` and `panic` are allowed.

#[cfg(test)]
mod access;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod authenticators;
#[cfg(test)]
mod database;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod directory;
#[cfg(test)]
mod link;
#[cfg(test)]
mod mail;
#[cfg(test)]
mod metrics;
#[cfg(test)]
mod models;
#[cfg(test)]
mod organisations;
#[cfg(test)]
mod people;
#[cfg(test)]
mod roles;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod support;
#[cfg(test)]
mod views;
#[cfg(test)]
mod writing;
