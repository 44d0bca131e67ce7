//! A notice may go to an address that is no longer in the directory, and may be about no authenticator.

use crate::schema::{moment, moment_null, reference};
use sea_orm_migration::{
    prelude::*,
    schema::{integer, string, string_null, text_null, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEX: &str = "notice_by_next_try";
const KEPT: &str =
    "id, user_id, authenticator_id, kind, created_at, attempts, next_try_at, sent_at, failed_at, last_error";

/// Neither database can make a column optional in the same way, so the notices move into a new table.
async fn replace(manager: &SchemaManager<'_>, mut table: TableCreateStatement, which: &str) -> Result<(), DbErr> {
    manager.drop_index(Index::drop().name(INDEX).table("notice").to_owned()).await?;
    manager.create_table(table.table("notice_new").to_owned()).await?;
    let copy = format!("INSERT INTO notice_new ({KEPT}) SELECT {KEPT} FROM notice {which}");
    manager.get_connection().execute_unprepared(&copy).await?;
    manager.drop_table(Table::drop().table("notice").to_owned()).await?;
    manager.rename_table(Table::rename().table("notice_new", "notice").to_owned()).await?;
    manager.create_index(Index::create().name(INDEX).table("notice").col("next_try_at").to_owned()).await
}

/// The columns that the table has before and after, except the one with the authenticator.
fn columns(table: &mut TableCreateStatement) -> &mut TableCreateStatement {
    table
        .col(uuid("id").primary_key())
        .col(uuid("user_id"))
        .col(string("kind"))
        .col(moment("created_at"))
        .col(integer("attempts"))
        .col(moment_null("next_try_at"))
        .col(moment_null("sent_at"))
        .col(moment_null("failed_at"))
        .col(string_null("last_error"))
        .foreign_key(&mut reference("notice_new", "user_id", "user"))
        .foreign_key(&mut reference("notice_new", "authenticator_id", "authenticator"))
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        columns(&mut table)
            .col(uuid_null("authenticator_id"))
            .col(text_null("address"))
            .col(uuid_null("by_id"))
            .foreign_key(&mut reference("notice_new", "by_id", "user"));
        replace(manager, table, "").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        columns(&mut table).col(uuid("authenticator_id"));
        replace(manager, table, "WHERE authenticator_id IS NOT NULL").await
    }
}
