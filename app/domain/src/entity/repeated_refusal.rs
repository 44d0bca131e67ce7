//! A sort of refusal that is in the audit log once. Its repetitions are counted here until its minute is over. Then they enter
//! the log as one row, and this row is deleted.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "repeated_refusal")]
pub struct Model {
    /// SHA-256 of what makes two refusals equal; see [`crate::audit`].
    #[sea_orm(primary_key, auto_increment = false)]
    pub sort_hash: Vec<u8>,
    pub action: String,
    pub actor_id: Option<Uuid>,
    pub subject_id: Option<Uuid>,
    /// JSON, as in the audit log. Never a token, a challenge or a key.
    pub detail: String,
    /// The network that all of them came from: an IPv4 address, or the /64 of an IPv6 address.
    pub network: Option<String>,
    /// How many there were after the first, which is in the audit log.
    pub further: i64,
    pub last_at: DateTimeUtc,
    /// The end of the minute.
    pub ends_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
