//! An e-mail that tells a user about an authenticator that was added, removed, suspended or reinstated, or about a change of their
//! address. It was sent, or is still to be sent.

use sea_orm::entity::prelude::*;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)")]
pub enum Kind {
    #[sea_orm(string_value = "added")]
    Added,
    #[sea_orm(string_value = "removed")]
    Removed,
    #[sea_orm(string_value = "email-changed")]
    EmailChanged,
    #[sea_orm(string_value = "suspended")]
    Suspended,
    #[sea_orm(string_value = "reinstated")]
    Reinstated,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice")]
pub struct Model {
    /// This ID is also in the Message-ID, so that a mail system can recognise a duplicate.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    /// `None`: the notice is not about an authenticator.
    pub authenticator_id: Option<Uuid>,
    /// The address to which it goes; `None`: the one that the directory has when it is sent.
    pub address: Option<String>,
    /// Who did it, where the authenticator does not say so. `None` also for the operator on the command line.
    pub by_id: Option<Uuid>,
    pub kind: Kind,
    pub created_at: DateTimeUtc,
    /// How often a process began to send it.
    pub attempts: i32,
    /// The time from which it may be sent (again). While a process is sending it: the time from which other processes may assume
    /// that this process has died. `None`: it was sent or given up.
    pub next_try_at: Option<DateTimeUtc>,
    pub sent_at: Option<DateTimeUtc>,
    /// When the service gave up.
    pub failed_at: Option<DateTimeUtc>,
    /// Why the last try failed, in our own words, because the words of a mail server would contain the address.
    pub last_error: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
