//! `cim role list`.

use crate::{Failure, cli, commands::in_words};
use domain::{
    Domain,
    access::{self, Operator, ViewRoles},
    views,
};
use model::{OPERATOR, RolesWanted, StaffRole};

/// The arguments of `cim role list`.
#[derive(Debug, clap::Args)]
pub struct List {
    /// Only this role, as `cim role grant` takes it.
    #[arg(long, value_parser = cli::role)]
    role: Option<StaffRole>,
    /// Only at the organisation with this ODS code and at those below it.
    #[arg(long, value_name = "ODS_CODE", default_value = "")]
    at: String,
}

impl List {
    /// Prints the roles, with tabs between the columns.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn run(self, domain: &Domain, operator: &Operator) -> Result<(), Failure> {
        let permit = access::general_permit::<ViewRoles>(domain, operator).await.map_err(in_words)?;
        let mut wanted = RolesWanted { role: self.role, ods_code: self.at, after: String::new() };
        loop {
            let page = views::roles(domain, &permit, &wanted).await.map_err(in_words)?;
            for held in page.rows {
                let by = held.granted_by.as_deref().unwrap_or(OPERATOR);
                let (place, since) = (&held.organisation, &held.granted.utc);
                println!(
                    "{}\t{}\t{}\t{} ({})\tsince {since} by {by}",
                    held.unique_user_id,
                    held.name,
                    held.role.slug(),
                    place.name,
                    place.ods_code
                );
            }
            match page.next {
                Some(next) => wanted.after = next,
                None => return Ok(()),
            }
        }
    }
}
