//! How far staff roles reach: a role is held at an organisation, and reaches that one and those below it.

use crate::{Domain, Result, RolesReach, directory, entity::organisation};
use model::{Activity, StaffRole};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

/// A staff role and the organisation at which it is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HeldRole {
    /// The role.
    pub role: StaffRole,
    /// The organisation's ID.
    pub organisation_id: Uuid,
}

/// The staff roles among `held`, each once, in the order of the permission table.
#[must_use]
pub fn roles(held: &[HeldRole]) -> Vec<StaffRole> {
    distinct(held.iter())
}

/// The staff roles among `held` that reach the users of `organisation`.
pub(crate) fn roles_over(domain: &Domain, held: &[HeldRole], organisation: &organisation::Model) -> Vec<StaffRole> {
    let everywhere = domain.settings().roles_reach == RolesReach::Everywhere;
    distinct(held.iter().filter(|held| everywhere || organisation.is_at_or_below(held.organisation_id)))
}

/// Whether one of the RA Manager roles among `held` reaches the organisation with this lineage.
pub(super) fn manages(domain: &Domain, held: &[HeldRole], lineage: &str) -> bool {
    let everywhere = domain.settings().roles_reach == RolesReach::Everywhere;
    let mut manager = held.iter().filter(|held| held.role == StaffRole::RaManager);
    manager.any(|held| everywhere || lineage.contains(&held.organisation_id.simple().to_string()))
}

fn distinct<'a>(held: impl Iterator<Item = &'a HeldRole>) -> Vec<StaffRole> {
    let mut roles: Vec<StaffRole> = held.map(|held| held.role).collect();
    roles.sort_unstable();
    roles.dedup();
    roles
}

/// Whether somebody may find and view the users of all organisations, because the operator has switched the national directory on.
pub(super) fn views_everyone(domain: &Domain, held: &[HeldRole]) -> bool {
    Activity::ViewEveryone.allowed_to_any(&roles(held), domain.settings().switches)
}

/// The organisations whose users somebody may view or act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// All organisations.
    Everywhere,
    /// The organisations with these lineages, and those below them.
    Below(Vec<String>),
}

impl Reach {
    /// How far the roles among `held` that allow `activity` reach.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn of(domain: &Domain, held: &[HeldRole], activity: Activity) -> Result<Self> {
        let settings = domain.settings();
        let everyone = activity == Activity::ViewUsers && views_everyone(domain, held);
        if everyone || settings.roles_reach == RolesReach::Everywhere {
            return Ok(Self::Everywhere);
        }
        let held = held.iter().filter(|held| activity.allowed_to(held.role, settings.switches));
        let lineages = organisation::Entity::find()
            .select_only()
            .column(organisation::Column::Lineage)
            .filter(organisation::Column::Id.is_in(held.map(|held| held.organisation_id)))
            .into_tuple()
            .all(domain.db())
            .await?;
        Ok(Self::Below(lineages))
    }

    /// The condition on the organisation of a user.
    pub fn condition(&self) -> Condition {
        match self {
            Self::Everywhere => Condition::all(),
            // An empty list of conditions would hold for every organisation, so the list begins with one that never holds.
            Self::Below(lineages) => {
                lineages.iter().fold(Condition::any().add(organisation::Column::Id.is_null()), |any, lineage| {
                    any.add(directory::at_or_below(lineage))
                })
            }
        }
    }
}
