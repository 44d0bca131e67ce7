//! The last refused test of an authenticator, for the agent who watches.

use crate::schema::moment_null;
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
        for column in [moment_null("test_refused_at"), text_null("test_refusal")] {
            manager.alter_table(Table::alter().table(AUTHENTICATOR).add_column(column).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["test_refused_at", "test_refusal"] {
            manager.alter_table(Table::alter().table(AUTHENTICATOR).drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
