//! Indexes that serve both a search for users and its whole order. The earlier ones lacked the last columns of the order, so a
//! search for a frequent name had to sort everybody with that name.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The name of an index, its columns before this migration, and its columns after it.
const INDEXES: [(&str, &[&str], &[&str]); 3] = [
    (
        "user_by_last_name",
        &["last_name_search", "first_name_search", "date_of_birth"],
        &["last_name_search", "first_name_search", "date_of_birth", "id"],
    ),
    (
        "user_by_first_name",
        &["first_name_search", "last_name_search"],
        &["first_name_search", "last_name_search", "date_of_birth", "id"],
    ),
    (
        "user_by_date_of_birth",
        &["date_of_birth", "last_name_search"],
        &["date_of_birth", "last_name_search", "first_name_search", "id"],
    ),
];

async fn replace(manager: &SchemaManager<'_>, name: &'static str, columns: &[&'static str]) -> Result<(), DbErr> {
    manager.drop_index(Index::drop().name(name).table("user").to_owned()).await?;
    let mut index = Index::create();
    index.name(name).table("user");
    for column in columns {
        index.col(*column);
    }
    manager.create_index(index).await
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, _, new) in INDEXES {
            replace(manager, name, new).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, old, _) in INDEXES {
            replace(manager, name, old).await?;
        }
        Ok(())
    }
}
