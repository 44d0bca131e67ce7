//! `cim organisation close` and `cim organisation reopen`.

use crate::{Failure, commands::in_words};
use domain::{
    Domain,
    access::{self, CloseOrganisation, Operator, ReopenOrganisation},
    organisations,
};

/// The arguments of both.
#[derive(Debug, clap::Args)]
pub struct Close {
    /// ODS code of the organisation.
    ods_code: String,
    /// Why.
    #[arg(long)]
    reason: String,
}

impl Close {
    /// Closes the organisation.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn run(self, domain: &Domain, operator: &Operator) -> Result<(), Failure> {
        let permit = access::general_permit::<CloseOrganisation>(domain, operator).await.map_err(in_words)?;
        organisations::close(domain, &permit, &self.ods_code, &self.reason).await.map_err(in_words)?;
        println!("{} is closed", self.ods_code);
        Ok(())
    }

    /// Reopens the organisation.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn run_reopening(self, domain: &Domain, operator: &Operator) -> Result<(), Failure> {
        let permit = access::general_permit::<ReopenOrganisation>(domain, operator).await.map_err(in_words)?;
        organisations::reopen(domain, &permit, &self.ods_code, &self.reason).await.map_err(in_words)?;
        println!("{} is open", self.ods_code);
        Ok(())
    }
}
