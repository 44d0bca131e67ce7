//! How often people who proved nothing were refused within a minute. Not part of the audit log: anybody can add to it, and old
//! rows are deleted. It holds nothing that they sent.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "anonymous_refusal")]
pub struct Model {
    /// When the minute began.
    #[sea_orm(primary_key, auto_increment = false)]
    pub minute: DateTimeUtc,
    /// An IPv4 address or the /64 of an IPv6 address; empty when none is known; `others` when there were too many in this
    /// minute.
    #[sea_orm(primary_key, auto_increment = false)]
    pub address: String,
    /// What was tried, in a word of the audit log.
    #[sea_orm(primary_key, auto_increment = false)]
    pub action: String,
    pub count: i64,
}

impl ActiveModelBehavior for ActiveModel {}
