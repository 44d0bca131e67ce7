//! Adds users and grants roles. The operator does this on the command line.

use super::normalise;
use crate::{
    Change, Domain, Result,
    entity::{
        organisation, staff_role, user,
        words::{Role, UserStatus},
    },
};
use chrono::NaiveDate;
use model::{StaffRole, UniqueUserId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
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
    let ods_code = new.ods_code.trim().to_uppercase();
    let known =
        organisation::Entity::find().filter(organisation::Column::OdsCode.eq(&ods_code)).one(change.rows()).await?;
    let organisation = match known {
        Some(organisation) => organisation,
        None => {
            let row = organisation::Model { id: domain.random.uuid(), ods_code, name: new.organisation_name };
            change.insert::<organisation::Entity>(row.clone()).await?;
            row
        }
    };
    let row = user::Model {
        id: domain.random.uuid(),
        unique_user_id: new.unique_user_id.to_string(),
        first_name_search: normalise(&new.first_name),
        last_name_search: normalise(&new.last_name),
        email_search: new.email.trim().to_lowercase(),
        first_name: new.first_name,
        last_name: new.last_name,
        email: new.email,
        date_of_birth: new.date_of_birth,
        organisation_id: organisation.id,
        status: UserStatus::Active,
        created_at: domain.now(),
    };
    change.insert::<user::Entity>(row.clone()).await?;
    Ok(row)
}

/// Adds an active user in a transaction of its own.
///
/// # Errors
/// The errors of [`add`].
pub async fn add_alone(domain: &Domain, new: NewUser) -> Result<user::Model> {
    domain.change(async |change| add(change, new).await).await
}

/// Grants `role` to a user, unless they hold it already.
///
/// # Errors
/// When the database fails.
pub(crate) async fn grant(change: &Change<'_>, user_id: Uuid, role: StaffRole) -> Result<()> {
    let role = Role::from(role);
    if staff_role::Entity::find_by_id((user_id, role)).one(change.rows()).await?.is_none() {
        let row = staff_role::Model { user_id, role, granted_at: change.now(), granted_by_id: None };
        change.insert::<staff_role::Entity>(row).await?;
    }
    Ok(())
}

/// Grants `role` to a user in a transaction of its own.
///
/// # Errors
/// The errors of [`grant`].
pub async fn grant_alone(domain: &Domain, user_id: Uuid, role: StaffRole) -> Result<()> {
    domain.change(async |change| grant(change, user_id, role).await).await
}
