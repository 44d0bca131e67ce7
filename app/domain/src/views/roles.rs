//! The *Roles* page: who holds which staff role at which organisation.

use super::role_rows::role_rows;
use crate::{
    Domain, Result,
    access::{GeneralPermit, Reach, ViewRoles},
    directory,
    entity::{organisation, staff_role, user, words::Role},
};
use model::{RolesPage, RolesWanted, StaffRole, UniqueUserId};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, SelectTwo,
    sea_query::ExprTrait,
};
use uuid::Uuid;

/// The number of roles on a page.
const PAGE: usize = 50;

/// Where a page begins: after this role.
#[derive(Clone, Debug)]
pub struct After {
    /// The lineage of its organisation.
    pub lineage: String,
    /// The role.
    pub role: StaffRole,
    /// Its holder.
    pub user_id: Uuid,
}

/// A page of the roles that are held within the reach of the permit's actor.
///
/// # Errors
/// When the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor()))]
pub async fn roles(domain: &Domain, permit: &GeneralPermit<'_, ViewRoles>, wanted: &RolesWanted) -> Result<RolesPage> {
    let reach = permit.reach(domain).await?;
    let ods_code = wanted.ods_code.trim();
    let below = match ods_code.is_empty() {
        true => None,
        // What an unknown code stands for has no roles, and neither has what is out of reach.
        false => match directory::find_organisation(domain.db(), ods_code).await? {
            Some(organisation) => Some(organisation.lineage),
            None => return Ok(RolesPage { rows: Vec::new(), next: None }),
        },
    };
    let after = after(domain, &wanted.after).await?;
    let query = roles_query(&reach, wanted.role, below.as_deref(), after.as_ref());
    let mut found = query.limit(PAGE as u64 + 1).all(domain.db()).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let held = found.into_iter().filter_map(|(held, organisation)| Some((held, organisation?))).collect();
    let rows = role_rows(domain, permit.actor(), held, |_| true).await?;
    let next = rows
        .last()
        .filter(|_| more)
        .map(|last| [&last.organisation.ods_code, "-", last.role.slug(), "-", last.unique_user_id.as_str()].concat());
    Ok(RolesPage { rows, next })
}

/// The query of a page, in the order of the tree, then by role. It is public so that a test can ask both databases for its plan.
#[must_use]
pub fn roles_query(
    reach: &Reach,
    role: Option<StaffRole>,
    below: Option<&str>,
    after: Option<&After>,
) -> SelectTwo<staff_role::Entity, organisation::Entity> {
    let mut wanted = Condition::all().add(reach.condition());
    if let Some(role) = role {
        wanted = wanted.add(staff_role::Column::Role.eq(Role::from(role)));
    }
    if let Some(lineage) = below {
        wanted = wanted.add(directory::at_or_below(lineage));
    }
    if let Some(After { lineage, role, user_id }) = after {
        let (is_role, role) = (staff_role::Column::Role, Role::from(*role));
        let later_role = is_role.gt(role).or(is_role.eq(role).and(staff_role::Column::UserId.gt(*user_id)));
        let there = organisation::Column::Lineage.eq(lineage.as_str()).and(later_role);
        // The first condition follows from the second one, and lets the index begin at the right place.
        wanted = wanted
            .add(organisation::Column::Lineage.gte(lineage.as_str()))
            .add(organisation::Column::Lineage.gt(lineage.as_str()).or(there));
    }
    let organisation = <staff_role::Entity as sea_orm::Related<organisation::Entity>>::to();
    staff_role::Entity::find()
        .join(JoinType::InnerJoin, organisation)
        .select_also(organisation::Entity)
        .filter(wanted)
        .order_by_asc(organisation::Column::Lineage)
        .order_by_asc(staff_role::Column::Role)
        .order_by_asc(staff_role::Column::UserId)
}

/// The place that the address of a page names: an ODS code, the word of a role and a unique user ID. `None` for anything else, and then
/// the page is the first one.
async fn after(domain: &Domain, text: &str) -> Result<Option<After>> {
    let parts = text.split_once('-').and_then(|(code, rest)| Some((code, rest.rsplit_once('-')?)));
    let Some((code, (role, id))) = parts else { return Ok(None) };
    let (Ok(role), Ok(id)) = (role.parse::<StaffRole>(), id.parse::<UniqueUserId>()) else { return Ok(None) };
    let organisation = directory::find_organisation(domain.db(), code).await?;
    let user: Option<user::Model> = directory::find(domain, &id).await?;
    let place = organisation.zip(user);
    Ok(place.map(|(organisation, user)| After { lineage: organisation.lineage, role, user_id: user.id }))
}
