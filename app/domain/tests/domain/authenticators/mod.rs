//! The register of authenticators.

mod links_of_the_owner;
mod remove;
mod test;
mod test_challenges;
mod test_refusals;
