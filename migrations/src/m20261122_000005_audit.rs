//! The audit log: append-only and hash-chained. The database itself refuses to change or delete a row.

use crate::schema::moment;
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, binary, string, string_null, text, uuid_null},
    sea_orm::DbBackend,
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
                    .table("audit_event")
                    .col(big_integer("sequence").primary_key())
                    .col(moment("at"))
                    .col(string("action"))
                    .col(string("outcome"))
                    .col(uuid_null("actor_id"))
                    .col(uuid_null("subject_id"))
                    .col(text("detail"))
                    .col(string_null("remote_address"))
                    .col(binary("previous_hash"))
                    .col(binary("hash"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("audit_event_by_subject")
                    .table("audit_event")
                    .col("subject_id")
                    .col("sequence")
                    .to_owned(),
            )
            .await?;
        let statements: &[&str] = match manager.get_database_backend() {
            DbBackend::Postgres => &[
                "CREATE FUNCTION audit_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
                 BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$",
                "CREATE TRIGGER audit_event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
                 FOR EACH STATEMENT EXECUTE FUNCTION audit_event_is_append_only()",
            ],
            _ => &[
                "CREATE TRIGGER audit_event_is_never_updated BEFORE UPDATE ON audit_event
                 BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
                "CREATE TRIGGER audit_event_is_never_deleted BEFORE DELETE ON audit_event
                 BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
            ],
        };
        for statement in statements {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("audit_event").to_owned()).await?;
        if manager.get_database_backend() == DbBackend::Postgres {
            manager.get_connection().execute_unprepared("DROP FUNCTION audit_event_is_append_only").await?;
        }
        Ok(())
    }
}
