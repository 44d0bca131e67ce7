//! A staff role that a user holds at an organisation. It reaches that organisation and those below it.

use super::{organisation, words::Role};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_role")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub role: Role,
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    pub granted_at: DateTimeUtc,
    /// `None`: by the operator, on the command line.
    pub granted_by_id: Option<Uuid>,
    /// Why, in the words of the person who granted it.
    pub reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Related<organisation::Entity> for Entity {
    fn to() -> RelationDef {
        Entity::belongs_to(organisation::Entity).from(Column::OrganisationId).to(organisation::Column::Id).into()
    }
}
