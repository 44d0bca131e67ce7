//! The options for `navigator.credentials.get()`.

use crate::{
    Domain, Result,
    ceremonies::{self, Challenge, Purpose},
};

/// Starts a sign-in.
///
/// # Errors
/// When the database fails. It is rarely needed here.
pub async fn options(domain: &Domain) -> Result<Challenge> {
    ceremonies::ask(domain, Purpose::SignIn).await
}
