//! The register of authenticators: listing and removing. Registering is in [`crate::registration`].

mod list;
pub mod models;
mod remove;

pub use list::list;
pub use remove::remove;
