//! One staff role of a user, for the page on which it is taken away.

use super::role_rows::role_rows;
use crate::{
    Domain, Result,
    access::{Permit, RevokeRole},
    directory,
    entity::{staff_role, words::Role},
};
use model::{AppError, RoleRow, StaffRole};
use sea_orm::EntityTrait;

/// `role` of the permit's subject at the organisation with this ODS code.
///
/// # Errors
/// [`AppError::NotFound`] when they do not hold it; [`Refusal::PlaceOutOfReach`](model::Refusal::PlaceOutOfReach) (audited); when the
/// database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor(), subject = %permit.subject().id))]
pub async fn role_held(
    domain: &Domain,
    permit: &Permit<'_, RevokeRole>,
    role: StaffRole,
    ods_code: &str,
) -> Result<RoleRow> {
    let place = directory::find_organisation(domain.db(), ods_code).await?.ok_or(AppError::NotFound)?;
    permit.check_place(domain, &place).await?;
    let held = staff_role::Entity::find_by_id((permit.subject().id, Role::from(role), place.id));
    let held = held.one(domain.db()).await?.ok_or(AppError::NotFound)?;
    let row = role_rows(domain, permit.actor(), vec![(held, place)], |_| true).await?.pop();
    Ok(row.ok_or(AppError::NotFound)?)
}
