//! One row that `/health/ready` writes to test whether the database can store something.

use sea_orm_migration::{
    prelude::*,
    schema::{binary, integer},
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
                Table::create().table("write_trial").col(integer("id").primary_key()).col(binary("bytes")).to_owned(),
            )
            .await?;
        let row = Query::insert()
            .into_table("write_trial")
            .columns(["id", "bytes"])
            .values_panic([1.into(), Vec::<u8>::new().into()])
            .to_owned();
        manager.execute(row).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("write_trial").to_owned()).await
    }
}
