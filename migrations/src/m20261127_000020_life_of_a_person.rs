//! Profiles can be closed, authenticators can be suspended, and somebody can decide that two people are not the same.

use crate::schema::{moment, moment_null, reference};
use sea_orm_migration::{
    prelude::*,
    schema::{string_null, text_null, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

fn columns() -> Vec<(&'static str, ColumnDef)> {
    vec![
        ("user", moment_null("closed_at")),
        ("user", string_null("closed_because")),
        ("user", text_null("closed_note")),
        ("user", moment_null("email_changed_at")),
        ("authenticator", moment_null("unconfirmed_since")),
        ("authenticator", moment_null("suspended_at")),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, mut column) in columns() {
            manager.alter_table(Table::alter().table(table).add_column(column.take()).to_owned()).await?;
        }
        manager
            .create_table(
                Table::create()
                    .table("not_the_same")
                    .col(uuid("user_id"))
                    .col(uuid("other_id"))
                    .col(moment("decided_at"))
                    .col(uuid_null("decided_by_id"))
                    .primary_key(Index::create().col("user_id").col("other_id"))
                    .foreign_key(&mut reference("not_the_same", "user_id", "user"))
                    .foreign_key(&mut reference("not_the_same", "other_id", "user"))
                    .foreign_key(&mut reference("not_the_same", "decided_by_id", "user"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("not_the_same").to_owned()).await?;
        for (table, column) in columns().into_iter().rev() {
            let name = column.get_column_name();
            manager.alter_table(Table::alter().table(table).drop_column(name).to_owned()).await?;
        }
        Ok(())
    }
}
