//! Organisations, users and their staff roles.

use crate::schema::{moment, reference, search_text};
use sea_orm_migration::{
    prelude::*,
    schema::{date, string, string_uniq, text, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("organisation")
                    .col(uuid("id").primary_key())
                    .col(string_uniq("ods_code"))
                    .col(text("name"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("user")
                    .col(uuid("id").primary_key())
                    .col(string_uniq("unique_user_id"))
                    .col(text("first_name"))
                    .col(text("last_name"))
                    .col(text("email"))
                    .col(search_text(manager, "first_name_search"))
                    .col(search_text(manager, "last_name_search"))
                    .col(search_text(manager, "email_search").unique_key())
                    .col(date("date_of_birth"))
                    .col(uuid("organisation_id"))
                    .col(string("status"))
                    .col(moment("created_at"))
                    .foreign_key(&mut reference("user", "organisation_id", "organisation"))
                    .to_owned(),
            )
            .await?;
        // Search results are sorted by last name, first name and date of birth: these indexes serve both the search and its
        // order.
        for (name, columns) in [
            ("user_by_last_name", vec!["last_name_search", "first_name_search", "date_of_birth"]),
            ("user_by_first_name", vec!["first_name_search", "last_name_search"]),
            ("user_by_date_of_birth", vec!["date_of_birth", "last_name_search"]),
        ] {
            let mut index = Index::create();
            index.name(name).table("user");
            for column in columns {
                index.col(column);
            }
            manager.create_index(index).await?;
        }
        manager
            .create_table(
                Table::create()
                    .table("staff_role")
                    .col(uuid("user_id"))
                    .col(string("role"))
                    .col(moment("granted_at"))
                    .col(uuid_null("granted_by_id"))
                    .primary_key(Index::create().col("user_id").col("role"))
                    .foreign_key(&mut reference("staff_role", "user_id", "user"))
                    .foreign_key(&mut reference("staff_role", "granted_by_id", "user"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["staff_role", "user", "organisation"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
