//! `cim organisation change`.

use crate::{Failure, commands::in_words};
use domain::{
    Domain,
    access::{self, ChangeOrganisation, Operator},
    organisations::{self, Changes, Place},
};

/// The arguments of `cim organisation change`.
#[derive(Debug, clap::Args)]
pub struct Change {
    /// ODS code of the organisation.
    ods_code: String,
    /// Its new name.
    #[arg(long)]
    name: Option<String>,
    /// ODS code of the organisation that it will be below. All organisations below it move along.
    #[arg(long, value_name = "ODS_CODE", conflicts_with = "top")]
    below: Option<String>,
    /// Make it the top of a tree of its own.
    #[arg(long)]
    top: bool,
    /// Why.
    #[arg(long)]
    reason: String,
}

impl Change {
    /// Changes the organisation.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn run(self, domain: &Domain, operator: &Operator) -> Result<(), Failure> {
        let place = match self.below {
            Some(ods_code) => Place::Below(ods_code),
            None if self.top => Place::Top,
            None => Place::Same,
        };
        let changes = Changes { name: self.name, place, reason: self.reason };
        let permit = access::general_permit::<ChangeOrganisation>(domain, operator).await.map_err(in_words)?;
        organisations::change(domain, &permit, &self.ods_code, changes).await.map_err(in_words)?;
        println!("{} was changed", self.ods_code);
        Ok(())
    }
}
