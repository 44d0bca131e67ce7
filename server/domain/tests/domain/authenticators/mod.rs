//! The register of authenticators.

mod list;
mod remove;
mod test;
mod test_challenges;
mod test_refusals;
