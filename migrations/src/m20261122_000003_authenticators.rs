//! The register of every authenticator ever bound to a user. A removed one keeps its row.

use crate::schema::{moment, moment_null, reference};
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, binary_uniq, boolean, string, string_null, text, uuid, uuid_null},
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
                    .table("authenticator")
                    .col(uuid("id").primary_key())
                    .col(uuid("user_id"))
                    .col(string("kind"))
                    // Unique across all users and for ever: a credential ID is never registered twice.
                    .col(binary_uniq("credential_id"))
                    .col(text("credential"))
                    .col(uuid("aaguid"))
                    .col(boolean("aaguid_proven"))
                    .col(string_null("attachment"))
                    .col(text("transports"))
                    .col(boolean("backup_eligible"))
                    .col(boolean("backup_state"))
                    .col(big_integer("sign_count"))
                    .col(string("status"))
                    // One link registers at most one authenticator: the database refuses a second one, even if the code has a
                    // bug.
                    .col(uuid("registration_token_id").unique_key())
                    .col(moment("registered_at"))
                    .col(uuid_null("registered_by_id"))
                    .col(moment_null("last_used_at"))
                    .col(moment_null("tested_at"))
                    .col(moment_null("removed_at"))
                    .col(uuid_null("removed_by_id"))
                    .foreign_key(&mut reference("authenticator", "user_id", "user"))
                    .foreign_key(&mut reference("authenticator", "registration_token_id", "registration_token"))
                    .foreign_key(&mut reference("authenticator", "registered_by_id", "user"))
                    .foreign_key(&mut reference("authenticator", "removed_by_id", "user"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("authenticator_by_user")
                    .table("authenticator")
                    .col("user_id")
                    .col("registered_at")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("authenticator").to_owned()).await
    }
}
