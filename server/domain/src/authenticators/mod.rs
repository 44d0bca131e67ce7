//! The register of authenticators: listing and removing. Registering is in [`crate::registration`].

mod list;
mod remove;

pub use list::list;
pub use remove::remove;
