//! The register of authenticators: listing, testing and removing. Registering is in [`crate::registration`].

mod finish_test;
mod remove;
mod test_options;

pub use finish_test::finish_test;
pub use remove::remove;
pub use test_options::test_options;
