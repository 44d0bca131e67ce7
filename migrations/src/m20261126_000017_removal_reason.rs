//! Why an authenticator was removed: a reason from a list, and a note.

use sea_orm_migration::{prelude::*, schema::text_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

const AUTHENTICATOR: &str = "authenticator";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [text_null("removal_reason"), text_null("removal_note")] {
            manager.alter_table(Table::alter().table(AUTHENTICATOR).add_column(column).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["removal_reason", "removal_note"] {
            manager.alter_table(Table::alter().table(AUTHENTICATOR).drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
