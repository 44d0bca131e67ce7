//! *Test your authenticator*: the options for `navigator.credentials.get()`.

use crate::{
    Domain, Result,
    ceremonies::{self, Challenge, Purpose},
};

/// Starts a test: exactly what signing in asks for, so that a test that works means that signing in will.
///
/// # Errors
/// When the database fails where it has to be asked, which is seldom.
pub async fn test_options(domain: &Domain) -> Result<Challenge> {
    ceremonies::ask(domain, Purpose::Test).await
}
