//! One row of the audit log. The database refuses to change or delete it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_event")]
pub struct Model {
    /// 1, 2, 3, … without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sequence: i64,
    pub at: DateTimeUtc,
    pub action: String,
    pub outcome: String,
    pub actor_id: Option<Uuid>,
    pub subject_id: Option<Uuid>,
    /// JSON. Never a token, a challenge or a key.
    pub detail: String,
    pub remote_address: Option<String>,
    /// `hash` of the row before; 32 zero bytes in the first.
    pub previous_hash: Vec<u8>,
    /// SHA-256 of everything above; see [`crate::audit`].
    pub hash: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
