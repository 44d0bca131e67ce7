//! Refusals that are counted beside the audit log, so that a client cannot fill the log by being refused again and again.
//! Refusals of clients that proved nothing never enter the log. Equal refusals within a minute enter it as one row.

use crate::schema::moment;
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, binary, string, string_null, text, uuid_null},
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
                    .table("anonymous_refusal")
                    .col(moment("minute"))
                    .col(string("address"))
                    .col(string("action"))
                    .col(big_integer("count"))
                    // The minute comes first, because old rows are found by it.
                    .primary_key(Index::create().col("minute").col("address").col("action"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("repeated_refusal")
                    .col(binary("sort_hash").primary_key())
                    .col(string("action"))
                    .col(uuid_null("actor_id"))
                    .col(uuid_null("subject_id"))
                    .col(text("detail"))
                    .col(string_null("network"))
                    .col(big_integer("further"))
                    .col(moment("last_at"))
                    .col(moment("ends_at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create().name("repeated_refusal_by_end").table("repeated_refusal").col("ends_at").to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["repeated_refusal", "anonymous_refusal"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
