//! How the identity of a user was checked is kept with each link, and the server keeps which users a person viewed last.

use crate::schema::{moment, reference};
use sea_orm_migration::{
    prelude::*,
    schema::{string_null, text_null, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const LINK: &str = "registration_token";
const VIEWED: &str = "viewed_user";
/// Finds the users that a person viewed last.
const LAST: &str = "viewed_user_by_viewer";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [string_null("issue_reason"), text_null("identity_proofs")] {
            manager.alter_table(Table::alter().table(LINK).add_column(column).to_owned()).await?;
        }
        manager
            .create_table(
                Table::create()
                    .table(VIEWED)
                    .col(uuid("viewer_id"))
                    .col(uuid("user_id"))
                    .col(moment("viewed_at"))
                    .primary_key(Index::create().col("viewer_id").col("user_id"))
                    .foreign_key(&mut reference(VIEWED, "viewer_id", "user"))
                    .foreign_key(&mut reference(VIEWED, "user_id", "user"))
                    .to_owned(),
            )
            .await?;
        let last = Index::create().name(LAST).table(VIEWED).col("viewer_id").col("viewed_at").to_owned();
        manager.create_index(last).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(VIEWED).to_owned()).await?;
        for column in ["identity_proofs", "issue_reason"] {
            manager.alter_table(Table::alter().table(LINK).drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
