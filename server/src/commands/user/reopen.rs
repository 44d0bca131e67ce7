//! `cim user reopen`.

use crate::{Failure, cli, commands::in_words};
use domain::{
    Domain,
    access::{self, Operator, ReopenProfile},
    people,
};
use model::UniqueUserId;

/// The arguments of `cim user reopen`.
#[derive(Debug, clap::Args)]
pub struct Reopen {
    /// Unique user ID of the person, 12 digits.
    #[arg(value_parser = cli::unique_user_id)]
    unique_user_id: UniqueUserId,
    /// Why. Agents can read it in the history.
    #[arg(long)]
    reason: String,
}

impl Reopen {
    /// Reopens the profile.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn run(self, domain: &Domain, operator: &Operator) -> Result<(), Failure> {
        let permit = access::permit::<ReopenProfile>(domain, operator, &self.unique_user_id).await.map_err(in_words)?;
        people::reopen(domain, &permit, &self.reason).await.map_err(in_words)?;
        println!("The profile of {} ({}) is open.", permit.subject().name(), self.unique_user_id);
        Ok(())
    }
}
