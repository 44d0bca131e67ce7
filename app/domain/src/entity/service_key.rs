//! A key that all processes of the service share. It cannot be used to sign in: it only proves that the service issued a
//! challenge.

use sea_orm::entity::prelude::*;
use std::fmt;

/// 32 random bytes that are never shown.
#[derive(Clone, PartialEq, Eq, DeriveValueType)]
pub struct KeyBytes(pub Vec<u8>);

impl fmt::Debug for KeyBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyBytes([redacted])")
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "service_key")]
pub struct Model {
    /// What the key is for.
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    pub bytes: KeyBytes,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
