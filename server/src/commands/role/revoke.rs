//! `cim role revoke`.

use crate::{Failure, cli, commands::in_words};
use domain::{
    Domain,
    access::{self, Operator, RevokeRole},
    roles,
};
use model::{StaffRole, UniqueUserId};

/// The arguments of `cim role revoke`.
#[derive(Debug, clap::Args)]
pub struct Revoke {
    /// Unique user ID of the person, 12 digits.
    #[arg(value_parser = cli::unique_user_id)]
    unique_user_id: UniqueUserId,
    /// The role, as `cim role grant` takes it.
    #[arg(value_parser = cli::role)]
    role: StaffRole,
    /// ODS code of the organisation at which it is held.
    #[arg(long, value_name = "ODS_CODE")]
    at: String,
    /// Why. It can be read in the history of the user.
    #[arg(long)]
    reason: String,
}

impl Revoke {
    /// Takes the role away.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn run(self, domain: &Domain, operator: &Operator) -> Result<(), Failure> {
        let permit = access::permit::<RevokeRole>(domain, operator, &self.unique_user_id).await.map_err(in_words)?;
        roles::revoke(domain, &permit, self.role, &self.at, &self.reason).await.map_err(in_words)?;
        println!("{} is no longer {} at {}", permit.subject().name(), self.role.label(), self.at);
        Ok(())
    }
}
