//! An authenticator that is or was bound to a user.

use super::words::Kind;
use sea_orm::entity::prelude::*;

/// Whether an owner can sign in with an authenticator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)")]
pub enum Status {
    #[sea_orm(string_value = "active")]
    Active,
    #[sea_orm(string_value = "removed")]
    Removed,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "authenticator")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    pub kind: Kind,
    #[sea_orm(unique)]
    pub credential_id: Vec<u8>,
    /// The `Passkey` of webauthn-rs (public key, counter, flags), as JSON.
    pub credential: String,
    /// Zero when the authenticator does not report its model.
    pub aaguid: Uuid,
    /// Whether a verified attestation proves the AAGUID. Otherwise the authenticator only reported it.
    pub aaguid_proven: bool,
    /// `platform` or `cross-platform`, as the browser reported it.
    pub attachment: Option<String>,
    /// As the browser reported them, a JSON array: `["internal","hybrid"]`.
    pub transports: String,
    pub backup_eligible: bool,
    pub backup_state: bool,
    /// The signature counter at its last use; 0 when the authenticator has none.
    pub sign_count: i64,
    pub status: Status,
    #[sea_orm(unique)]
    pub registration_token_id: Uuid,
    pub registered_at: DateTimeUtc,
    /// `None`: the operator, on the command line.
    pub registered_by_id: Option<Uuid>,
    pub last_used_at: Option<DateTimeUtc>,
    pub tested_at: Option<DateTimeUtc>,
    pub removed_at: Option<DateTimeUtc>,
    pub removed_by_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
