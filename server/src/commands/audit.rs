//! `cim verify-audit`.

use crate::{Failure, config::Config};
use domain::{
    audit::{self, Verdict},
    models::Models,
};

/// Checks the whole audit log.
///
/// # Errors
/// When a row is not what was written; a sentence for the operator.
pub async fn verify_audit(config: &Config) -> Result<(), Failure> {
    let domain = super::domain(config, Models::default()).await?;
    match audit::verify(&domain).await? {
        Verdict::Sound { rows } => {
            println!("The audit log is sound: {rows} rows.");
            Ok(())
        }
        Verdict::Broken { sequence } => Err(format!(
            "the audit log is broken: row {sequence} is not what was written, or the row before it is missing"
        )
        .into()),
    }
}
