//! A person with a care identity.

use super::{authenticator, staff_role, words::UserStatus};
use sea_orm::{ExprTrait, entity::prelude::*, sea_query::IntoCondition};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "user")]
pub struct Model {
    /// Random; also the WebAuthn user handle (`user.id`), so it says nothing about the person.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// 12 digits.
    #[sea_orm(unique)]
    pub unique_user_id: String,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    /// `first_name` as [`crate::directory::normalise`] makes it.
    pub first_name_search: String,
    /// `last_name` as [`crate::directory::normalise`] makes it.
    pub last_name_search: String,
    /// `email`, lower case.
    #[sea_orm(unique)]
    pub email_search: String,
    pub date_of_birth: Date,
    pub organisation_id: Uuid,
    pub status: UserStatus,
    pub created_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "organisation_id", to = "id")]
    pub organisation: BelongsTo<super::organisation::Entity>,
}

impl Model {
    /// First name and last name.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

impl ActiveModelBehavior for ActiveModel {}

impl Related<staff_role::Entity> for Entity {
    fn to() -> RelationDef {
        Entity::belongs_to(staff_role::Entity).from(Column::Id).to(staff_role::Column::UserId).into()
    }
}

/// Their active authenticators.
impl Related<authenticator::Entity> for Entity {
    fn to() -> RelationDef {
        let active = |_, authenticators| {
            let status = Expr::col((authenticators, authenticator::Column::Status));
            ExprTrait::eq(status, authenticator::Status::Active).into_condition()
        };
        Entity::belongs_to(authenticator::Entity)
            .from(Column::Id)
            .to(authenticator::Column::UserId)
            .on_condition(active)
            .into()
    }
}
