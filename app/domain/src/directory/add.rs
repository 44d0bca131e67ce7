//! Adds users and grants roles. The operator does this on the command line.

use super::{add_organisation, find_organisation, normalise};
use crate::{
    Change, Domain, Result,
    entity::{
        staff_role, user,
        words::{Role, UserStatus},
    },
};
use chrono::NaiveDate;
use model::{StaffRole, UniqueUserId};
use sea_orm::EntityTrait;
use uuid::Uuid;

/// A user to add.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// 12 digits.
    pub unique_user_id: UniqueUserId,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Date of birth.
    pub date_of_birth: NaiveDate,
    /// Name of the organisation, for an ODS code that is not in the directory yet.
    pub organisation_name: String,
    /// ODS code of the organisation.
    pub ods_code: String,
}

/// Adds an active user, and the organisation when its code is not in the directory yet.
///
/// # Errors
/// When the database fails, or the unique user ID or the e-mail address belongs to another user.
pub(crate) async fn add(change: &Change<'_>, new: NewUser) -> Result<user::Model> {
    let domain = change.domain();
    let organisation = match find_organisation(change.rows(), &new.ods_code).await? {
        Some(organisation) => organisation,
        None => add_organisation(change, &new.ods_code, new.organisation_name.clone(), None).await?,
    };
    let row = row(domain, new, organisation.id);
    change.insert::<user::Entity>(row.clone()).await?;
    Ok(row)
}

/// The row of an active user at an organisation that is in the directory.
pub(crate) fn row(domain: &Domain, new: NewUser, organisation_id: Uuid) -> user::Model {
    user::Model {
        id: domain.random.uuid(),
        unique_user_id: new.unique_user_id.to_string(),
        first_name_search: normalise(&new.first_name),
        last_name_search: normalise(&new.last_name),
        email_search: new.email.trim().to_lowercase(),
        first_name: new.first_name,
        last_name: new.last_name,
        email: new.email,
        date_of_birth: new.date_of_birth,
        organisation_id,
        status: UserStatus::Active,
        closed_at: None,
        closed_because: None,
        closed_note: None,
        closed_by_id: None,
        duplicate_of_id: None,
        email_changed_at: None,
        created_at: domain.now(),
    }
}

/// Adds an active user in a transaction of its own.
///
/// # Errors
/// The errors of [`add`].
pub async fn add_alone(domain: &Domain, new: NewUser) -> Result<user::Model> {
    domain.change(async |change| add(change, new).await).await
}

/// A staff role to grant.
#[derive(Clone, Debug)]
pub struct NewRole {
    /// The person who will hold it.
    pub user_id: Uuid,
    /// The role.
    pub role: StaffRole,
    /// The organisation at which they will hold it.
    pub organisation_id: Uuid,
    /// Who grants it; `None`: the operator, on the command line.
    pub granted_by_id: Option<Uuid>,
    /// Why.
    pub reason: Option<String>,
}

/// Grants a staff role. Returns `false` when its holder has it already at that organisation.
///
/// # Errors
/// When the database fails.
pub(crate) async fn grant(change: &Change<'_>, new: NewRole) -> Result<bool> {
    let NewRole { user_id, role, organisation_id, granted_by_id, reason } = new;
    let role = Role::from(role);
    if staff_role::Entity::find_by_id((user_id, role, organisation_id)).one(change.rows()).await?.is_some() {
        return Ok(false);
    }
    let row = staff_role::Model { user_id, role, organisation_id, granted_at: change.now(), granted_by_id, reason };
    change.insert::<staff_role::Entity>(row).await?;
    Ok(true)
}

/// Grants `role` to a user at their own organisation, in a transaction of its own, for the operator.
///
/// # Errors
/// The errors of [`grant`].
pub async fn grant_alone(domain: &Domain, user: &user::Model, role: StaffRole) -> Result<()> {
    let (user_id, organisation_id) = (user.id, user.organisation_id);
    let new = NewRole { user_id, role, organisation_id, granted_by_id: None, reason: None };
    domain.change(async |change| grant(change, new).await.map(drop)).await
}
