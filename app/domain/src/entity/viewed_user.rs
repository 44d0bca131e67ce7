//! A user whose profile somebody viewed, so that their home page can show it again.

use super::user;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "viewed_user")]
pub struct Model {
    /// Who viewed it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub viewer_id: Uuid,
    /// Whose profile it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    /// When it was viewed last.
    pub viewed_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl Related<user::Entity> for Entity {
    fn to() -> RelationDef {
        Entity::belongs_to(user::Entity).from(Column::UserId).to(user::Column::Id).into()
    }
}
