//! The last visit of a link, for the agent who supervises it. Also indexes that find a ceremony by attempt and by cookie: they
//! are used at each refresh of the panel, and for responses that do not say which challenge they belong to.

use crate::schema::moment_null;
use sea_orm_migration::{prelude::*, schema::text_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEXES: [(&str, &str); 2] =
    [("ceremony_by_attempt", "registration_attempt_id"), ("ceremony_by_bearer", "bearer_hash")];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // SQLite adds one column per statement.
        for column in [moment_null("opened_at"), text_null("opening")] {
            manager.alter_table(Table::alter().table("registration_token").add_column(column).to_owned()).await?;
        }
        for (name, column) in INDEXES {
            manager.create_index(Index::create().name(name).table("ceremony").col(column).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, _) in INDEXES {
            manager.drop_index(Index::drop().name(name).table("ceremony").to_owned()).await?;
        }
        for name in ["opening", "opened_at"] {
            manager.alter_table(Table::alter().table("registration_token").drop_column(name).to_owned()).await?;
        }
        Ok(())
    }
}
