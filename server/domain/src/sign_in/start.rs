//! The options for `navigator.credentials.get()`.

use crate::{
    Domain, Result,
    ceremonies::{self, Challenge},
    entity::ceremony::Purpose,
};

/// Starts a sign-in.
///
/// # Errors
/// When the database fails.
pub async fn start(domain: &Domain) -> Result<Challenge> {
    ceremonies::ask(domain, Purpose::SignIn).await
}
