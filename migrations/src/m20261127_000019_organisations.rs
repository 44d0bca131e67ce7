//! Organisations form a tree, and a staff role is held at one of them.

use crate::schema::{moment, moment_null, reference, search_text};
use sea_orm_migration::{
    prelude::*,
    schema::{string, text_null, uuid, uuid_null},
    sea_orm::DbBackend,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The lineage of an organisation without a parent: its own ID in 32 hexadecimal digits, and a slash.
fn own_lineage(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Postgres => "UPDATE organisation SET lineage = replace(id::text, '-', '') || '/'",
        _ => "UPDATE organisation SET lineage = lower(hex(id)) || '/'",
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut lineage = search_text(manager, "lineage");
        for column in [&mut uuid_null("parent_id"), lineage.default(""), &mut moment_null("closed_at")] {
            manager.alter_table(Table::alter().table("organisation").add_column(column.take()).to_owned()).await?;
        }
        let backend = manager.get_database_backend();
        manager.get_connection().execute_unprepared(own_lineage(backend)).await?;
        manager
            .create_index(
                Index::create().name("organisation_by_lineage").table("organisation").col("lineage").to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create().name("organisation_by_parent").table("organisation").col("parent_id").to_owned(),
            )
            .await?;
        // Neither database can add a column to the primary key in the same way, so the roles move into a new table. Until now a
        // role reached everywhere; from now on it is held at the organisation of its holder.
        manager
            .create_table(
                Table::create()
                    .table("staff_role_at")
                    .col(uuid("user_id"))
                    .col(string("role"))
                    .col(uuid("organisation_id"))
                    .col(moment("granted_at"))
                    .col(uuid_null("granted_by_id"))
                    .col(text_null("reason"))
                    .primary_key(Index::create().col("user_id").col("role").col("organisation_id"))
                    .foreign_key(&mut reference("staff_role_at", "user_id", "user"))
                    .foreign_key(&mut reference("staff_role_at", "organisation_id", "organisation"))
                    .foreign_key(&mut reference("staff_role_at", "granted_by_id", "user"))
                    .to_owned(),
            )
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                "INSERT INTO staff_role_at (user_id, role, organisation_id, granted_at, granted_by_id) \
                 SELECT staff_role.user_id, staff_role.role, \"user\".organisation_id, staff_role.granted_at, \
                 staff_role.granted_by_id FROM staff_role JOIN \"user\" ON \"user\".id = staff_role.user_id",
            )
            .await?;
        manager.drop_table(Table::drop().table("staff_role").to_owned()).await?;
        manager.rename_table(Table::rename().table("staff_role_at", "staff_role").to_owned()).await?;
        manager
            .create_index(
                Index::create()
                    .name("staff_role_by_organisation")
                    .table("staff_role")
                    .col("organisation_id")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("staff_role_by_organisation").table("staff_role").to_owned()).await?;
        manager
            .create_table(
                Table::create()
                    .table("staff_role_anywhere")
                    .col(uuid("user_id"))
                    .col(string("role"))
                    .col(moment("granted_at"))
                    .col(uuid_null("granted_by_id"))
                    .primary_key(Index::create().col("user_id").col("role"))
                    .foreign_key(&mut reference("staff_role_anywhere", "user_id", "user"))
                    .foreign_key(&mut reference("staff_role_anywhere", "granted_by_id", "user"))
                    .to_owned(),
            )
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                "INSERT INTO staff_role_anywhere (user_id, role, granted_at) \
                 SELECT user_id, role, min(granted_at) FROM staff_role GROUP BY user_id, role",
            )
            .await?;
        manager.drop_table(Table::drop().table("staff_role").to_owned()).await?;
        manager.rename_table(Table::rename().table("staff_role_anywhere", "staff_role").to_owned()).await?;
        for name in ["organisation_by_parent", "organisation_by_lineage"] {
            manager.drop_index(Index::drop().name(name).table("organisation").to_owned()).await?;
        }
        for column in ["closed_at", "lineage", "parent_id"] {
            manager.alter_table(Table::alter().table("organisation").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
