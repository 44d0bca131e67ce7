//! The organisations among which an agent chooses.

use crate::{
    Domain, Result,
    access::{CreateUser, GeneralPermit},
    entity::organisation,
};
use model::Organisation;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// How many organisations a list may have. People do not read longer ones, and type the ODS code instead.
const MOST: u64 = 30;

/// The open organisations at which the actor may create users and change their details, by name. Empty when there are more than a
/// list may have.
///
/// # Errors
/// When the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor()))]
pub async fn places(domain: &Domain, permit: &GeneralPermit<'_, CreateUser>) -> Result<Vec<Organisation>> {
    let open = organisation::Entity::find()
        .filter(permit.reach(domain).await?.condition())
        .filter(organisation::Column::ClosedAt.is_null())
        .limit(MOST + 1)
        .order_by_asc(organisation::Column::Name)
        .all(domain.db())
        .await?;
    if open.len() as u64 > MOST {
        return Ok(Vec::new());
    }
    Ok(open.into_iter().map(|place| Organisation { name: place.name, ods_code: place.ods_code }).collect())
}
