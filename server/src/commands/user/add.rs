//! `cim user add`.

use crate::{Failure, commands::in_words};
use chrono::{Datelike, NaiveDate};
use domain::{
    Domain,
    access::{self, CreateUser, Operator},
    people,
};
use model::{Creation, LikelyDuplicates, SomeoneElse, UserDetails};

/// The arguments of `cim user add`.
#[derive(Debug, clap::Args)]
pub struct Add {
    /// First name. Leave it out if the person has only one name.
    #[arg(long, default_value = "")]
    first_name: String,
    /// Last name.
    #[arg(long)]
    last_name: String,
    /// Email address.
    #[arg(long)]
    email: String,
    /// Date of birth, as 1980-02-29.
    #[arg(long)]
    date_of_birth: NaiveDate,
    /// ODS code of the organisation, which is in the directory already.
    #[arg(long)]
    ods_code: String,
    /// Add the person although there are users with the same date of birth and a similar name: you have checked that each of them is
    /// someone else. This decision is kept.
    #[arg(long)]
    someone_else: bool,
}

impl Add {
    /// Adds the user, and prints their unique user ID; or prints the likely duplicates.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn run(self, domain: &Domain, operator: &Operator) -> Result<(), Failure> {
        let permit = access::general_permit::<CreateUser>(domain, operator).await?;
        let details = UserDetails {
            first_name: self.first_name,
            last_name: self.last_name,
            email: self.email,
            birth_day: self.date_of_birth.day().to_string(),
            birth_month: self.date_of_birth.month().to_string(),
            birth_year: self.date_of_birth.year().to_string(),
            ods_code: self.ods_code,
        };
        let mut decided = SomeoneElse::default();
        loop {
            match people::create(domain, &permit, &details, &decided).await.map_err(in_words)? {
                Creation::Created(id) => {
                    println!("User created. Their UUID is {id}.");
                    return Ok(());
                }
                Creation::Likely(likely) => {
                    print(&likely);
                    if !self.someone_else {
                        return Err("no user was added. If each of these is someone else, run the command again with \
                                    --someone-else."
                            .into());
                    }
                    decided = SomeoneElse::from(&likely);
                }
            }
        }
    }
}

fn print(likely: &LikelyDuplicates) {
    println!("These users have the same date of birth and a similar name:");
    for user in &likely.users {
        println!(
            "  {}  {}, born {}, {}, {} ({}), {}",
            user.unique_user_id,
            user.name,
            user.date_of_birth.words,
            user.email,
            user.organisation.name,
            user.organisation.ods_code,
            user.status.label()
        );
    }
}
