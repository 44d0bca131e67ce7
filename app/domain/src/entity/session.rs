//! A person who is signed in, in one browser.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// SHA-256 of the secret in the cookie.
    #[sea_orm(unique)]
    pub secret_hash: Vec<u8>,
    pub user_id: Uuid,
    /// The authenticator that opened the session. The session ends when the authenticator is suspended or removed.
    pub authenticator_id: Uuid,
    pub opened_at: DateTimeUtc,
    pub last_seen_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
