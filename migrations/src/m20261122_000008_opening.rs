//! Where a link was opened last, for who supervises it; and the way from a browser to its ceremony, which is asked at every
//! look at a link.

use crate::schema::moment_null;
use sea_orm_migration::{prelude::*, schema::text_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEX: &str = "ceremony_by_attempt";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // SQLite adds one column at a time.
        for column in [moment_null("opened_at"), text_null("opening")] {
            manager.alter_table(Table::alter().table("registration_token").add_column(column).to_owned()).await?;
        }
        manager
            .create_index(Index::create().name(INDEX).table("ceremony").col("registration_attempt_id").to_owned())
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(INDEX).table("ceremony").to_owned()).await?;
        for name in ["opening", "opened_at"] {
            manager.alter_table(Table::alter().table("registration_token").drop_column(name).to_owned()).await?;
        }
        Ok(())
    }
}
