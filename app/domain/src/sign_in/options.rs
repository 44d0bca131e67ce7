//! The options for `navigator.credentials.get()`.

use crate::{
    Domain, Result,
    ceremonies::{self, Challenge, Purpose},
};

/// Starts a sign-in.
///
/// # Errors
/// When the database fails where it has to be asked, which is seldom.
pub async fn options(domain: &Domain) -> Result<Challenge> {
    ceremonies::ask(domain, Purpose::SignIn).await
}
