//! Somebody decided that a user whom they created is not the same person as another one who is alike.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "not_the_same")]
pub struct Model {
    /// The user who was created.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub other_id: Uuid,
    pub decided_at: DateTimeUtc,
    /// `None`: the operator, on the command line.
    pub decided_by_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
