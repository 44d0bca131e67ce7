//! Registration links (`registration_token`), the browsers that joined them (`registration_attempt`), and the WebAuthn
//! ceremonies in progress (`ceremony`).

use crate::schema::{moment, moment_null, reference, secret_hash};
use sea_orm_migration::{
    prelude::*,
    schema::{binary_uniq, string, string_null, text, text_null, uuid, uuid_null},
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
                    .table("registration_token")
                    .col(uuid("id").primary_key())
                    .col(secret_hash())
                    .col(uuid("user_id"))
                    .col(string("kind"))
                    .col(string_null("meeting"))
                    .col(uuid_null("issued_by_id"))
                    .col(moment("issued_at"))
                    .col(moment("expires_at"))
                    .col(string("state"))
                    .col(moment_null("ended_at"))
                    .foreign_key(&mut reference("registration_token", "user_id", "user"))
                    .foreign_key(&mut reference("registration_token", "issued_by_id", "user"))
                    .to_owned(),
            )
            .await?;
        // Each user has at most one open link: the database itself refuses a second one.
        manager
            .create_index(
                Index::create()
                    .name("one_open_registration_token_a_user")
                    .table("registration_token")
                    .col("user_id")
                    .unique()
                    .and_where(Expr::col("state").eq("open"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("registration_attempt")
                    .col(uuid("id").primary_key())
                    .col(uuid("registration_token_id"))
                    .col(secret_hash())
                    .col(text_null("user_agent"))
                    .col(moment("opened_at"))
                    .foreign_key(&mut reference("registration_attempt", "registration_token_id", "registration_token"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("registration_attempt_by_token")
                    .table("registration_attempt")
                    .col("registration_token_id")
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("ceremony")
                    .col(uuid("id").primary_key())
                    .col(string("purpose"))
                    .col(binary_uniq("challenge_hash"))
                    .col(uuid_null("registration_attempt_id"))
                    .col(ColumnDef::new("bearer_hash").binary().null())
                    .col(text("state"))
                    .col(moment("started_at"))
                    .col(moment("expires_at"))
                    .foreign_key(&mut reference("ceremony", "registration_attempt_id", "registration_attempt"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(Index::create().name("ceremony_by_expiry").table("ceremony").col("expires_at").to_owned())
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["ceremony", "registration_attempt", "registration_token"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
