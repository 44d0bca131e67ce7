//! Sessions: which user is signed in, and with which authenticator.

use crate::schema::{moment, reference, secret_hash};
use sea_orm_migration::{prelude::*, schema::uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("session")
                    .col(uuid("id").primary_key())
                    .col(secret_hash())
                    .col(uuid("user_id"))
                    .col(uuid("authenticator_id"))
                    .col(moment("opened_at"))
                    .col(moment("last_seen_at"))
                    .foreign_key(&mut reference("session", "user_id", "user"))
                    .foreign_key(&mut reference("session", "authenticator_id", "authenticator"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create().name("session_by_authenticator").table("session").col("authenticator_id").to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("session").to_owned()).await
    }
}
