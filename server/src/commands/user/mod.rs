//! `cim user`, one file for each of its commands.

mod add;
mod close;
mod reopen;
mod show;

use crate::{Failure, config::Config};
use add::Add;
use clap::Subcommand;
use close::Close;
use domain::{Domain, models::Models};
use reopen::Reopen;
use show::Show;

/// The commands of `cim user`.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Add a user, and print the UUID that they were assigned.
    Add(Add),
    /// Close the profile of a user: they are signed out, and can neither sign in nor register.
    Close(Close),
    /// Reopen a closed profile. Its user gets nothing back but the possibility to be issued an authenticator.
    Reopen(Reopen),
    /// Print the details of a user.
    Show(Show),
}

impl User {
    /// Runs the command.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn run(self, config: &Config) -> Result<(), Failure> {
        let domain: Domain = super::domain(config, Models::default()).await?;
        let operator = super::operator();
        match self {
            Self::Add(add) => add.run(&domain, &operator).await,
            Self::Close(close) => close.run(&domain, &operator).await,
            Self::Reopen(reopen) => reopen.run(&domain, &operator).await,
            Self::Show(show) => show.run(&domain, &operator).await,
        }
    }
}
