//! The authenticators of a user: removing and testing them.

mod links_of_the_owner;
mod remove;
mod suspend;
mod test;
mod test_challenges;
mod test_refusals;
