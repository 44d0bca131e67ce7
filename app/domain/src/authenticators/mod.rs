//! The register of authenticators: listing, testing and removing. Registering is in [`crate::registration`].

mod finish_test;
mod remove;
mod start_test;

pub use finish_test::finish_test;
pub use remove::remove;
pub use start_test::start_test;
