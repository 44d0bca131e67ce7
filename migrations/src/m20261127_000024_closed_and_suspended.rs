//! Who closed a profile, and of which other one it is a duplicate; and who suspended an authenticator.

use sea_orm_migration::{prelude::*, schema::uuid_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Table, column.
const COLUMNS: [(&str, &str); 3] =
    [("user", "closed_by_id"), ("user", "duplicate_of_id"), ("authenticator", "suspended_by_id")];

/// The index by which authenticators are counted for the metrics.
const BY_STATUS: &str = "authenticator_by_status";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in COLUMNS {
            manager.alter_table(Table::alter().table(table).add_column(uuid_null(column)).to_owned()).await?;
        }
        manager.create_index(Index::create().name(BY_STATUS).table("authenticator").col("status").to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(BY_STATUS).table("authenticator").to_owned()).await?;
        for (table, column) in COLUMNS.into_iter().rev() {
            manager.alter_table(Table::alter().table(table).drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
