//! An organisation that users belong to.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Organisation Data Service code, upper case.
    #[sea_orm(unique)]
    pub ods_code: String,
    pub name: String,
}

impl ActiveModelBehavior for ActiveModel {}
