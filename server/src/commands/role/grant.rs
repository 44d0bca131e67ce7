//! `cim role grant`.

use crate::{Failure, cli, commands::in_words};
use domain::{
    Domain,
    access::{self, GrantRole, Operator},
    roles,
};
use model::{StaffRole, UniqueUserId};

/// The arguments of `cim role grant`.
#[derive(Debug, clap::Args)]
pub struct Grant {
    /// Unique user ID of the person, 12 digits.
    #[arg(value_parser = cli::unique_user_id)]
    unique_user_id: UniqueUserId,
    /// The role: ra-manager, ra-agent-advanced, ra-agent, id-checker, sponsor or local-smartcard-administrator.
    #[arg(value_parser = cli::role)]
    role: StaffRole,
    /// ODS code of the organisation. The role reaches the users of this organisation and of those below it.
    #[arg(long, value_name = "ODS_CODE")]
    at: String,
    /// Why. It can be read in the profile of the user.
    #[arg(long)]
    reason: String,
}

impl Grant {
    /// Grants the role.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn run(self, domain: &Domain, operator: &Operator) -> Result<(), Failure> {
        let permit = access::permit::<GrantRole>(domain, operator, &self.unique_user_id).await.map_err(in_words)?;
        roles::grant(domain, &permit, self.role, &self.at, &self.reason).await.map_err(in_words)?;
        println!("{} is now {} at {}", permit.subject().name(), self.role.label(), self.at);
        Ok(())
    }
}
