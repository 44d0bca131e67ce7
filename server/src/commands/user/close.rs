//! `cim user close`.

use crate::{Failure, cli, commands::in_words};
use domain::{
    Domain,
    access::{self, CloseProfile, Operator},
    people::{self, Closing},
};
use model::{ClosedBecause, UniqueUserId};

/// The arguments of `cim user close`.
#[derive(Debug, clap::Args)]
pub struct Close {
    /// Unique user ID of the person, 12 digits.
    #[arg(value_parser = cli::unique_user_id)]
    unique_user_id: UniqueUserId,
    /// Why: left, deceased, duplicate or security.
    #[arg(long, value_parser = because)]
    because: ClosedBecause,
    /// For a duplicate: the unique user ID of the other profile of the same person, which stays open.
    #[arg(long, value_parser = cli::unique_user_id, required_if_eq("because", "duplicate"))]
    duplicate_of: Option<UniqueUserId>,
    /// More about it. Agents can read it in the profile.
    #[arg(long, default_value = "")]
    note: String,
}

impl Close {
    /// Closes the profile.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn run(self, domain: &Domain, operator: &Operator) -> Result<(), Failure> {
        let permit = access::permit::<CloseProfile>(domain, operator, &self.unique_user_id).await.map_err(in_words)?;
        let duplicate_of = self.duplicate_of.as_ref();
        people::close(domain, &permit, Closing { because: self.because, duplicate_of, note: &self.note })
            .await
            .map_err(in_words)?;
        println!("The profile of {} ({}) is closed.", permit.subject().name(), self.unique_user_id);
        Ok(())
    }
}

fn because(text: &str) -> Result<ClosedBecause, String> {
    text.parse().map_err(|_| "the reasons are left, deceased, duplicate and security".to_owned())
}
