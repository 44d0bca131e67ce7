//! Staff roles with the names of the people and organisations that belong to them.

use crate::{
    Domain, Error, Result,
    access::{self, ViewProfile, Who},
    entity::{organisation, staff_role, user},
};
use model::{Organisation, RoleRow};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The rows for these roles, in the same order, for `viewer`. `may_revoke` says whether the viewer may take a role at this organisation away.
///
/// # Errors
/// When the database fails.
pub(super) async fn role_rows(
    domain: &Domain,
    viewer: Who<'_>,
    held: Vec<(staff_role::Model, organisation::Model)>,
    may_revoke: impl Fn(&(staff_role::Model, organisation::Model)) -> bool,
) -> Result<Vec<RoleRow>> {
    let ids = held.iter().flat_map(|(held, _)| [Some(held.user_id), held.granted_by_id]).flatten();
    let ids: HashSet<Uuid> = ids.collect();
    let users = user::Entity::find().find_also_related(organisation::Entity).filter(user::Column::Id.is_in(ids));
    let users = users.all(domain.db()).await?.into_iter();
    let users: HashMap<Uuid, (user::Model, Option<organisation::Model>)> =
        users.map(|(user, organisation)| (user.id, (user, organisation))).collect();
    let rows = held.into_iter().map(|one| {
        let may_revoke = may_revoke(&one);
        let (held, organisation) = one;
        let bug = || Error::Bug(format!("the holder {} of a role is gone", held.user_id));
        let (holder, of_holder) = users.get(&held.user_id).ok_or_else(bug)?;
        Ok(RoleRow {
            unique_user_id: holder.unique_user_id.parse().map_err(|_| bug())?,
            name: holder.name(),
            role: held.role.into(),
            organisation: Organisation { name: organisation.name, ods_code: organisation.ods_code },
            granted: domain.moment(held.granted_at),
            granted_by: held.granted_by_id.and_then(|id| users.get(&id)).map(|(user, _)| user.name()),
            reason: held.reason,
            may_view: of_holder.as_ref().is_some_and(|place| access::reaches::<ViewProfile>(domain, viewer, place)),
            may_revoke,
        })
    });
    rows.collect()
}
