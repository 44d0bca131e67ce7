//! A registration link: the one-time right to register one authenticator of one kind for one user.

use super::words::{IssueReason, Kind, Meeting};
use sea_orm::entity::prelude::*;

/// The stored state of a link. An open link expires when its time is up; the state `Expired` is stored only when the user gets a
/// new link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)")]
pub enum State {
    #[sea_orm(string_value = "open")]
    Open,
    #[sea_orm(string_value = "registered")]
    Registered,
    #[sea_orm(string_value = "cancelled")]
    Cancelled,
    #[sea_orm(string_value = "replaced")]
    Replaced,
    #[sea_orm(string_value = "expired")]
    Expired,
    #[sea_orm(string_value = "locked-out")]
    LockedOut,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "registration_token")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// SHA-256 of the token in the link's fragment. The token itself is not stored anywhere.
    #[sea_orm(unique)]
    pub secret_hash: Vec<u8>,
    pub user_id: Uuid,
    pub kind: Kind,
    /// `None`: the operator invited the user on the command line.
    pub meeting: Option<Meeting>,
    /// `None`: the operator, on the command line.
    pub issued_by_id: Option<Uuid>,
    pub issued_at: DateTimeUtc,
    /// From this moment no ceremony can be started with it.
    pub expires_at: DateTimeUtc,
    pub state: State,
    pub ended_at: Option<DateTimeUtc>,
    /// Whether an attempt must be admitted by its match code before a ceremony can start.
    pub match_code_wanted: bool,
    /// How many wrong match codes the agent typed.
    pub wrong_codes: i32,
    /// When its page was last loaded in a browser.
    pub visited_at: Option<DateTimeUtc>,
    /// What the page reported about that browser ([`model::Preflight`]), as JSON.
    pub visit: Option<String>,
    /// Why the authenticator is issued; `None` when the link was generated before this was asked for.
    pub issue_reason: Option<IssueReason>,
    /// How the identity of the user was checked (a list of [`model::IdentityProof`]), as JSON; `None` as for `issue_reason`.
    pub identity_proofs: Option<String>,
}

impl Model {
    /// How the identity of the user was checked.
    #[must_use]
    pub fn identity(&self) -> Option<model::IdentityCheck> {
        let how = serde_json::from_str(self.identity_proofs.as_ref()?).ok()?;
        Some(model::IdentityCheck { why: self.issue_reason?.into(), how })
    }
}

impl ActiveModelBehavior for ActiveModel {}

impl Related<super::registration_attempt::Entity> for Entity {
    fn to() -> RelationDef {
        Entity::belongs_to(super::registration_attempt::Entity)
            .from(Column::Id)
            .to(super::registration_attempt::Column::RegistrationTokenId)
            .into()
    }
}
