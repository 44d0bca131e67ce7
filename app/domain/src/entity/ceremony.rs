//! A registration under way: options went out, the answer has not come yet. The row is deleted in the transaction that acts
//! on the answer, so that a challenge serves once.

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
    /// The attempt that it belongs to. (The column may be empty for the sake of older rows, which are gone.)
    pub registration_attempt_id: Option<Uuid>,
    /// The state of webauthn-rs, as JSON, without the challenge.
    pub state: String,
    pub started_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
