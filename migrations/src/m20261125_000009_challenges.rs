//! Moves the challenges of sign-ins and tests out of the database: the browser keeps them, sealed with a key of the service, and
//! a row is written only when a challenge is used. So a client cannot fill the disk by requesting challenges.

use crate::schema::moment;
use sea_orm_migration::{
    prelude::*,
    schema::{binary, string},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The table of the key with which every process seals challenges.
const SERVICE_KEY: &str = "service_key";
/// The table of used challenges: each challenge can be used only once.
const USED_CHALLENGE: &str = "used_challenge";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table(SERVICE_KEY)
                    .col(string("name").primary_key())
                    .col(binary("bytes"))
                    .col(moment("created_at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table(USED_CHALLENGE)
                    .col(binary("challenge_hash").primary_key())
                    .col(moment("expires_at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create().name("used_challenge_by_expiry").table(USED_CHALLENGE).col("expires_at").to_owned(),
            )
            .await?;
        manager
            .get_connection()
            .execute_unprepared("DELETE FROM ceremony WHERE registration_attempt_id IS NULL")
            .await?;
        manager.drop_index(Index::drop().name("ceremony_by_bearer").table("ceremony").to_owned()).await?;
        for column in ["purpose", "bearer_hash"] {
            manager.alter_table(Table::alter().table("ceremony").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let purpose = string("purpose").default("registration").take();
        for column in [purpose, ColumnDef::new("bearer_hash").binary().null().take()] {
            manager.alter_table(Table::alter().table("ceremony").add_column(column).to_owned()).await?;
        }
        manager
            .create_index(Index::create().name("ceremony_by_bearer").table("ceremony").col("bearer_hash").to_owned())
            .await?;
        for table in [USED_CHALLENGE, SERVICE_KEY] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
