//! Renames columns and states to the words of the glossary: a page is visited, a browser joins, the server refuses, a link is
//! locked out.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The table, the old name of the column, and the new name.
const COLUMNS: [(&str, &str, &str); 4] = [
    ("registration_token", "opened_at", "visited_at"),
    ("registration_token", "opening", "visit"),
    ("registration_attempt", "opened_at", "joined_at"),
    ("registration_attempt", "failures", "refusals"),
];

async fn rename(
    manager: &SchemaManager<'_>,
    table: &'static str,
    from: &'static str,
    to: &'static str,
) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(table).rename_column(from, to).to_owned()).await
}

async fn change_state(manager: &SchemaManager<'_>, from: &str, to: &str) -> Result<(), DbErr> {
    let links = Query::update()
        .table("registration_token")
        .value("state", to)
        .and_where(Expr::col("state").eq(from))
        .to_owned();
    manager.execute(links).await
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, old, new) in COLUMNS {
            rename(manager, table, old, new).await?;
        }
        change_state(manager, "locked", "locked-out").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, old, new) in COLUMNS {
            rename(manager, table, new, old).await?;
        }
        change_state(manager, "locked-out", "locked").await
    }
}
