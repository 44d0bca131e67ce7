//! An e-mail that tells a user of an authenticator that was added or removed: sent, or still to be sent.

use sea_orm::entity::prelude::*;

/// What happened to the authenticator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)")]
pub enum Kind {
    #[sea_orm(string_value = "added")]
    Added,
    #[sea_orm(string_value = "removed")]
    Removed,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice")]
pub struct Model {
    /// Also in the Message-ID, so that a mail system that gets it twice can tell.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    pub authenticator_id: Uuid,
    pub kind: Kind,
    pub created_at: DateTimeUtc,
    /// How often a process set about sending it.
    pub attempts: i32,
    /// From when on it may be sent (again). While a process is sending it: when the others may take it for dead.
    /// `None`: there is nothing more to do.
    pub next_try_at: Option<DateTimeUtc>,
    pub sent_at: Option<DateTimeUtc>,
    /// When it was given up.
    pub failed_at: Option<DateTimeUtc>,
    /// Why the last try failed, in our own words: a mail server's would repeat the address.
    pub last_error: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
