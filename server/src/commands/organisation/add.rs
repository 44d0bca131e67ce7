//! `cim organisation add`.

use crate::{Failure, commands::in_words};
use domain::{
    Domain,
    access::{self, AddOrganisation, Operator},
    organisations,
};

/// The arguments of `cim organisation add`.
#[derive(Debug, clap::Args)]
pub struct Add {
    /// ODS code of the new organisation.
    ods_code: String,
    /// Its name.
    #[arg(long)]
    name: String,
    /// ODS code of the organisation above it. Without this option it is at the top of a tree of its own.
    #[arg(long, value_name = "ODS_CODE", default_value = "")]
    below: String,
}

impl Add {
    /// Adds the organisation.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn run(self, domain: &Domain, operator: &Operator) -> Result<(), Failure> {
        let permit = access::general_permit::<AddOrganisation>(domain, operator).await.map_err(in_words)?;
        organisations::add(domain, &permit, &self.ods_code, &self.name, &self.below).await.map_err(in_words)?;
        println!("{} was added", self.name);
        Ok(())
    }
}
