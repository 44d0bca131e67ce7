//! Indexes that find the staff roles of an organisation in the order in which a page lists them, and the holders of one role; and
//! who confirmed an authenticator for a staff role.

use sea_orm_migration::{prelude::*, schema::uuid_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLE: &str = "staff_role";
const BY_ORGANISATION: &str = "staff_role_by_organisation";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let confirmed_by = Table::alter().table("authenticator").add_column(uuid_null("confirmed_by_id")).to_owned();
        manager.alter_table(confirmed_by).await?;
        manager.drop_index(Index::drop().name(BY_ORGANISATION).table(TABLE).to_owned()).await?;
        let mut listed = Index::create().name(BY_ORGANISATION).table(TABLE).to_owned();
        manager.create_index(listed.col("organisation_id").col("role").col("user_id").to_owned()).await?;
        let mut by_role = Index::create().name("staff_role_by_role").table(TABLE).to_owned();
        manager.create_index(by_role.col("role").col("organisation_id").to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["staff_role_by_role", BY_ORGANISATION] {
            manager.drop_index(Index::drop().name(name).table(TABLE).to_owned()).await?;
        }
        let before = Index::create().name(BY_ORGANISATION).table(TABLE).col("organisation_id").to_owned();
        manager.create_index(before).await?;
        let confirmed_by = Table::alter().table("authenticator").drop_column("confirmed_by_id").to_owned();
        manager.alter_table(confirmed_by).await
    }
}
