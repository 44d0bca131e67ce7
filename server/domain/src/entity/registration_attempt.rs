//! A browser in which somebody pressed *Continue* on the registration page.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "registration_attempt")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub registration_token_id: Uuid,
    /// SHA-256 of the secret in the browser's cookie.
    #[sea_orm(unique)]
    pub secret_hash: Vec<u8>,
    pub user_agent: Option<String>,
    pub opened_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
