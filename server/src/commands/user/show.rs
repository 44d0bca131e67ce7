//! `cim user show`.

use crate::{Failure, cli, commands::in_words};
use domain::{
    Domain,
    access::{self, Operator, ViewProfile},
    views,
};
use model::{UniqueUserId, UserProfile};

/// The arguments of `cim user show`.
#[derive(Debug, clap::Args)]
pub struct Show {
    /// Unique user ID of the person, 12 digits.
    #[arg(value_parser = cli::unique_user_id)]
    unique_user_id: UniqueUserId,
}

impl Show {
    /// Prints the details of the user.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn run(self, domain: &Domain, operator: &Operator) -> Result<(), Failure> {
        let permit = access::permit::<ViewProfile>(domain, operator, &self.unique_user_id).await.map_err(in_words)?;
        print(&views::profile(domain, &permit).await?);
        Ok(())
    }
}

fn print(profile: &UserProfile) {
    let UserProfile { user, roles, .. } = profile;
    let roles: Vec<&str> = roles.iter().map(|role| role.label()).collect();
    println!("UUID: {}", user.unique_user_id);
    println!("Name: {}", user.name);
    println!("Date of birth: {}", user.date_of_birth.words);
    println!("Email address: {}", user.email);
    println!("Organisation: {} ({})", user.organisation.name, user.organisation.ods_code);
    println!("Status: {}", user.status.label());
    println!("Staff roles: {}", if roles.is_empty() { "none".to_owned() } else { roles.join(", ") });
}
