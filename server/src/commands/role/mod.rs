//! `cim role`, one file for each of its commands.

mod grant;
mod list;
mod revoke;

use crate::{Failure, config::Config};
use clap::Subcommand;
use domain::models::Models;
use grant::Grant;
use list::List;
use revoke::Revoke;

/// The commands of `cim role`.
#[derive(Debug, Subcommand)]
pub enum Role {
    /// Grant a staff role to a user at an organisation.
    Grant(Grant),
    /// Take a staff role away from a user. The last RA Manager who can sign in keeps theirs.
    Revoke(Revoke),
    /// Print who has which staff role, one a line.
    List(List),
}

impl Role {
    /// Runs the command.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn run(self, config: &Config) -> Result<(), Failure> {
        let domain = super::domain(config, Models::default()).await?;
        let operator = super::operator();
        match self {
            Self::Grant(grant) => grant.run(&domain, &operator).await,
            Self::Revoke(revoke) => revoke.run(&domain, &operator).await,
            Self::List(list) => list.run(&domain, &operator).await,
        }
    }
}
