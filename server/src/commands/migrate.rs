//! `cim migrate`.

use crate::{Failure, config::Config};
use domain::models::Models;

/// Brings the tables up to date.
///
/// # Errors
/// A sentence for the operator.
pub async fn migrate(config: &Config) -> Result<(), Failure> {
    super::domain(config, Models::default()).await?;
    println!("The database is up to date.");
    Ok(())
}
