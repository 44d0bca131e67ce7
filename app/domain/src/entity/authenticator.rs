//! An authenticator that is or was bound to a user.

use super::words::{Kind, RemovalReason};
use sea_orm::entity::prelude::*;

/// Whether an owner can sign in with an authenticator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)")]
pub enum Status {
    #[sea_orm(string_value = "active")]
    Active,
    /// It does not sign in until an agent reinstates it.
    #[sea_orm(string_value = "suspended")]
    Suspended,
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
    /// When a test was refused; `None` when none was, or when a later one worked.
    pub test_refused_at: Option<DateTimeUtc>,
    /// Why it was refused ([`model::CeremonyRefusal`]), as JSON.
    pub test_refusal: Option<String>,
    /// Since when an RA Manager must confirm it, because its owner was granted a staff role and its issuer may not issue to staff.
    pub unconfirmed_since: Option<DateTimeUtc>,
    /// The RA Manager who confirmed it last, for a staff role of its owner.
    pub confirmed_by_id: Option<Uuid>,
    /// When it was suspended; `None` while it is not.
    pub suspended_at: Option<DateTimeUtc>,
    /// Its owner or an agent; `None` also when the service suspended it by itself.
    pub suspended_by_id: Option<Uuid>,
    pub removed_at: Option<DateTimeUtc>,
    pub removed_by_id: Option<Uuid>,
    /// `None` also when it was removed before reasons were asked for.
    pub removal_reason: Option<RemovalReason>,
    pub removal_note: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
