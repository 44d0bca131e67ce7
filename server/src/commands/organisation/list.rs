//! `cim organisation list`.

use crate::{Failure, commands::in_words};
use domain::{
    Domain,
    access::{self, Operator, ViewOrganisations},
    views,
};

/// Prints the organisations, indented as the tree is.
///
/// # Errors
/// A sentence for the operator.
pub async fn run(domain: &Domain, operator: &Operator) -> Result<(), Failure> {
    let permit = access::general_permit::<ViewOrganisations>(domain, operator).await.map_err(in_words)?;
    let mut after: Option<String> = None;
    loop {
        let page = views::organisations(domain, &permit, after.as_deref()).await.map_err(in_words)?;
        for row in page.rows {
            let indent = "  ".repeat(usize::try_from(row.depth).unwrap_or_default());
            let closed = if row.closed.is_some() { ", closed" } else { "" };
            let (place, roles) = (&row.organisation, row.roles);
            println!("{indent}{}  {}{closed} (staff roles: {roles})", place.ods_code, place.name);
        }
        after = page.next;
        if after.is_none() {
            return Ok(());
        }
    }
}
