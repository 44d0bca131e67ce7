//! A person with a care identity.

use super::{
    authenticator, staff_role,
    words::{ClosedBecause, UserStatus},
};
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
    /// When the profile was closed; `None` while it is open.
    pub closed_at: Option<DateTimeUtc>,
    pub closed_because: Option<ClosedBecause>,
    /// More about it, in the words of the person who closed it.
    pub closed_note: Option<String>,
    /// `None` also for the operator, on the command line.
    pub closed_by_id: Option<Uuid>,
    /// The profile of the same person that stayed open.
    pub duplicate_of_id: Option<Uuid>,
    /// When the e-mail address was changed last.
    pub email_changed_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "organisation_id", to = "id")]
    pub organisation: BelongsTo<super::organisation::Entity>,
}

impl Model {
    /// First name and last name. Some people have only one name, and the directory has nothing for the other one.
    #[must_use]
    pub fn name(&self) -> String {
        let names = [self.first_name.trim(), self.last_name.trim()];
        names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

impl ActiveModelBehavior for ActiveModel {}

impl Related<staff_role::Entity> for Entity {
    fn to() -> RelationDef {
        Entity::belongs_to(staff_role::Entity).from(Column::Id).to(staff_role::Column::UserId).into()
    }
}

/// Their authenticators that were not removed: active and suspended ones.
impl Related<authenticator::Entity> for Entity {
    fn to() -> RelationDef {
        let kept = |_, authenticators| {
            let status = Expr::col((authenticators, authenticator::Column::Status));
            ExprTrait::ne(status, authenticator::Status::Removed).into_condition()
        };
        Entity::belongs_to(authenticator::Entity)
            .from(Column::Id)
            .to(authenticator::Column::UserId)
            .on_condition(kept)
            .into()
    }
}
