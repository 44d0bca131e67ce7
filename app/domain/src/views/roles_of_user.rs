//! The *Roles* tab: the staff roles of one user.

use super::role_rows::role_rows;
use crate::{
    Domain, Result,
    access::{self, GrantRole, Permit, RevokeRole, ViewProfile},
    entity::{organisation, staff_role},
};
use model::RolesOfUser;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// The staff roles of the permit's subject, and what the viewer may do about them.
///
/// # Errors
/// When the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor(), subject = %permit.subject().id))]
pub async fn roles_of_user(domain: &Domain, permit: &Permit<'_, ViewProfile>) -> Result<RolesOfUser> {
    let (actor, person) = (permit.actor(), permit.person());
    let held = staff_role::Entity::find()
        .find_also_related(organisation::Entity)
        .filter(staff_role::Column::UserId.eq(person.user.id))
        .all(domain.db())
        .await?;
    let held = held.into_iter().filter_map(|(held, organisation)| Some((held, organisation?))).collect();
    let may = access::allowed::<RevokeRole>(domain, actor, person).is_ok();
    let mut rows = role_rows(domain, actor, held, |(_, organisation)| {
        may && access::reaches::<RevokeRole>(domain, actor, organisation)
    })
    .await?;
    rows.sort_by(|a, b| (a.role, &a.organisation.name).cmp(&(b.role, &b.organisation.name)));
    Ok(RolesOfUser { rows, grant_refused: access::allowed::<GrantRole>(domain, actor, person).err() })
}
