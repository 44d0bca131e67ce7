//! *Test your authenticator*: the options for `navigator.credentials.get()`.

use crate::{
    Domain, Result,
    ceremonies::{self, Challenge, Purpose},
};

/// Starts a test. It requests exactly what signing in requests, so that a successful test means that signing in will work.
///
/// # Errors
/// When the database fails. It is rarely needed here.
pub async fn test_options(domain: &Domain) -> Result<Challenge> {
    ceremonies::ask(domain, Purpose::Test).await
}
