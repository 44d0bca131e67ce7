//! A WebAuthn exchange under way: options went out, the answer has not come yet. The row is deleted before the answer is
//! verified, so that a challenge serves once.

use sea_orm::entity::prelude::*;

/// What the exchange is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)")]
pub enum Purpose {
    #[sea_orm(string_value = "registration")]
    Registration,
    #[sea_orm(string_value = "sign-in")]
    SignIn,
    #[sea_orm(string_value = "test")]
    Test,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ceremony")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub purpose: Purpose,
    /// SHA-256 of the challenge.
    #[sea_orm(unique)]
    pub challenge_hash: Vec<u8>,
    /// Of a registration: the attempt that it belongs to.
    pub registration_attempt_id: Option<Uuid>,
    /// SHA-256 of the secret in the cookie of the browser that asked for it.
    pub bearer_hash: Option<Vec<u8>>,
    /// The state of webauthn-rs, as JSON, without the challenge.
    pub state: String,
    pub started_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
