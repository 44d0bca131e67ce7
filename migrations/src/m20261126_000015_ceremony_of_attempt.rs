//! Moves the ceremony of an attempt into the attempt: each has one at most, and it is now read and written with the attempt.

use crate::schema::{moment, moment_null, reference};
use sea_orm_migration::{
    prelude::*,
    schema::{binary_null, binary_uniq, text, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const ATTEMPT: &str = "registration_attempt";
const CEREMONY: &str = "ceremony";

/// The new columns, each with the column of a ceremony that it replaces.
const MOVED: [(&str, &str); 2] = [("challenge_hash", "challenge_hash"), ("challenge_expires_at", "expires_at")];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [binary_null("challenge_hash"), moment_null("challenge_expires_at")] {
            manager.alter_table(Table::alter().table(ATTEMPT).add_column(column).to_owned()).await?;
        }
        // Ceremonies under way can still be finished.
        let mut moved = Query::update();
        for (to, from) in MOVED {
            let of_attempt = Expr::col((CEREMONY, "registration_attempt_id")).equals((ATTEMPT, "id"));
            let value = Query::select().column((CEREMONY, from)).from(CEREMONY).and_where(of_attempt).to_owned();
            moved.value(to, value);
        }
        manager.execute(moved.table(ATTEMPT).to_owned()).await?;
        manager.drop_table(Table::drop().table(CEREMONY).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table(CEREMONY)
                    .col(uuid("id").primary_key())
                    .col(binary_uniq("challenge_hash"))
                    .col(uuid_null("registration_attempt_id"))
                    .col(text("state"))
                    .col(moment("started_at"))
                    .col(moment("expires_at"))
                    .foreign_key(&mut reference(CEREMONY, "registration_attempt_id", ATTEMPT))
                    .to_owned(),
            )
            .await?;
        for (name, column) in [("ceremony_by_expiry", "expires_at"), ("ceremony_by_attempt", "registration_attempt_id")]
        {
            manager.create_index(Index::create().name(name).table(CEREMONY).col(column).to_owned()).await?;
        }
        for (column, _) in MOVED {
            manager.alter_table(Table::alter().table(ATTEMPT).drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
