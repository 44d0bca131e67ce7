//! A registration in progress: the options were sent, and the response has not arrived yet. The row is deleted in the transaction
//! that acts on the response, so that each challenge can be used only once.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ceremony")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// SHA-256 of the challenge.
    #[sea_orm(unique)]
    pub challenge_hash: Vec<u8>,
    /// The attempt that it belongs to. (The column allows null because of older rows, which no longer exist.)
    pub registration_attempt_id: Option<Uuid>,
    /// The state of webauthn-rs, as JSON, without the challenge.
    pub state: String,
    pub started_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
