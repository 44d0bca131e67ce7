//! The RA Managers who can sign in: one at the top of a tree of organisations must remain, whoever asks.

use super::People;
use crate::{
    Change, Domain, Result, RolesReach,
    entity::{organisation, staff_role, words::Role},
};
use model::{AppError, Conflict};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// Whether an RA Manager could sign in before a change that may take the last one away.
#[derive(Debug)]
pub(crate) struct Managers {
    could_sign_in: bool,
}

impl Managers {
    /// Notes whether one can sign in, and keeps other transactions from taking another one away until this one ends. Call it before
    /// the change, and before any other row is locked.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold(change: &Change<'_>) -> Result<Self> {
        if change.rows().get_database_backend() == DbBackend::Postgres {
            let held = staff_role::Entity::find().filter(staff_role::Column::Role.eq(Role::RaManager));
            held.order_by_asc(staff_role::Column::UserId).lock_exclusive().all(change.rows()).await?;
        }
        Ok(Self { could_sign_in: manager_can_sign_in(change.domain(), change.rows()).await? })
    }

    /// Refuses the change if no RA Manager can sign in any more. Call it when everything has been changed.
    ///
    /// # Errors
    /// [`Conflict::LastManager`]; when the database fails.
    pub async fn keep(self, change: &Change<'_>) -> Result<()> {
        if self.could_sign_in && !manager_can_sign_in(change.domain(), change.rows()).await? {
            return Err(AppError::Conflict(Conflict::LastManager).into());
        }
        Ok(())
    }
}

/// Whether an RA Manager can sign in whose role reaches a whole tree of organisations.
///
/// # Errors
/// When the database fails.
pub(crate) async fn manager_can_sign_in(domain: &Domain, db: &impl ConnectionTrait) -> Result<bool> {
    let mut managers = staff_role::Entity::find()
        .select_only()
        .column(staff_role::Column::UserId)
        .filter(staff_role::Column::Role.eq(Role::RaManager));
    if domain.settings().roles_reach == RolesReach::Organisation {
        let tops = organisation::Entity::find()
            .select_only()
            .column(organisation::Column::Id)
            .filter(organisation::Column::ParentId.is_null());
        managers =
            managers.filter(staff_role::Column::OrganisationId.in_subquery(sea_orm::QueryTrait::into_query(tops)));
    }
    let ids: Vec<Uuid> = managers.into_tuple().all(db).await?;
    let people = People::load(db, ids).await?;
    Ok(people.iter().any(|person| person.is_active() && person.has_authenticator(domain)))
}
