//! Columns for supervised links: whether a match code is required and how often the agent typed a wrong one
//! (`registration_token`), and what each browser has done so far (`registration_attempt`).

use crate::schema::moment_null;
use sea_orm_migration::{
    prelude::*,
    schema::{boolean, integer, string_null, text_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The new columns, one by one: SQLite adds one column per statement.
fn columns() -> [(&'static str, ColumnDef); 9] {
    [
        ("registration_token", boolean("match_code_wanted").default(false).take()),
        ("registration_token", integer("wrong_codes").default(0).take()),
        ("registration_attempt", ColumnDef::new("code_hash").binary().null().take()),
        ("registration_attempt", text_null("preflight")),
        ("registration_attempt", moment_null("admitted_at")),
        ("registration_attempt", moment_null("prompted_at")),
        ("registration_attempt", string_null("failure")),
        ("registration_attempt", moment_null("registered_at")),
        ("registration_attempt", integer("failures").default(0).take()),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in columns() {
            manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in columns() {
            let name = Alias::new(column.get_column_name());
            manager.alter_table(Table::alter().table(table).drop_column(name).to_owned()).await?;
        }
        Ok(())
    }
}
