//! `cim organisation`, one file for each of its commands.

mod add;
mod change;
mod close;
mod list;

use crate::{Failure, config::Config};
use add::Add;
use change::Change;
use clap::Subcommand;
use close::Close;
use domain::models::Models;

/// The commands of `cim organisation`.
#[derive(Debug, Subcommand)]
pub enum Organisation {
    /// Add an organisation, below another one or at the top of a tree of its own.
    Add(Add),
    /// Change the name of an organisation, or move it with all organisations below it.
    Change(Change),
    /// Close an organisation: it takes no new users and no new roles.
    Close(Close),
    /// Reopen a closed organisation.
    Reopen(Close),
    /// Print all organisations, one a line, in the order of the tree.
    List,
}

impl Organisation {
    /// Runs the command.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn run(self, config: &Config) -> Result<(), Failure> {
        let domain = super::domain(config, Models::default()).await?;
        let operator = super::operator();
        match self {
            Self::Add(add) => add.run(&domain, &operator).await,
            Self::Change(change) => change.run(&domain, &operator).await,
            Self::Close(close) => close.run(&domain, &operator).await,
            Self::Reopen(reopen) => reopen.run_reopening(&domain, &operator).await,
            Self::List => list::run(&domain, &operator).await,
        }
    }
}
