//! An outbox of the notices that users get by e-mail when an authenticator is added or removed. Their text is made from the other
//! tables when they are sent, and no address is stored here.

use crate::schema::{moment, moment_null, reference};
use sea_orm_migration::{
    prelude::*,
    schema::{integer, string, string_null, uuid},
};

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
                    .table("notice")
                    .col(uuid("id").primary_key())
                    .col(uuid("user_id"))
                    .col(uuid("authenticator_id"))
                    .col(string("kind"))
                    .col(moment("created_at"))
                    .col(integer("attempts"))
                    // Null when the notice was sent or given up.
                    .col(moment_null("next_try_at"))
                    .col(moment_null("sent_at"))
                    .col(moment_null("failed_at"))
                    .col(string_null("last_error"))
                    .foreign_key(&mut reference("notice", "user_id", "user"))
                    .foreign_key(&mut reference("notice", "authenticator_id", "authenticator"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(Index::create().name("notice_by_next_try").table("notice").col("next_try_at").to_owned())
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("notice").to_owned()).await
    }
}
