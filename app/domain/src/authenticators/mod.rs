//! The register of authenticators: listing, testing and removing. [`crate::link`] registers them.

mod finish_test;
mod remove;
mod test_options;

pub use finish_test::finish_test;
pub use remove::remove;
pub use test_options::test_options;
