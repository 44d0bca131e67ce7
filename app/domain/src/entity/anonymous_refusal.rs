//! How often clients that proved nothing were refused within a minute. This is not part of the audit log: any client can add to
//! it, and old rows are deleted. It contains nothing that the clients sent.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "anonymous_refusal")]
pub struct Model {
    /// The beginning of the minute.
    #[sea_orm(primary_key, auto_increment = false)]
    pub minute: DateTimeUtc,
    /// An IPv4 address or the /64 of an IPv6 address; empty when none is known; `others` when there were too many in this
    /// minute.
    #[sea_orm(primary_key, auto_increment = false)]
    pub address: String,
    /// What the client tried to do, as a word of the audit log.
    #[sea_orm(primary_key, auto_increment = false)]
    pub action: String,
    pub count: i64,
}

impl ActiveModelBehavior for ActiveModel {}
