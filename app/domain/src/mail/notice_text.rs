//! The facts of a notice.

use super::{
    compose::line,
    mailer::Smtp,
    words::{self, Change, EmailChanged, Notice, Text},
};
use crate::{
    Domain, Error, Result, directory,
    entity::{
        authenticator,
        notice::{self, Kind},
        user,
    },
};
use chrono::{DateTime, Utc};
use model::{AuthenticatorKind, RemovalReason};
use sea_orm::EntityTrait;
use std::collections::HashSet;
use uuid::Uuid;

/// The facts that a notice reports.
pub(super) struct Facts {
    pub user: user::Model,
    what: What,
    /// The name of who did it; `None` for the operator on the command line, and for the service itself.
    by: Option<String>,
    address: Option<String>,
    at: DateTime<Utc>,
}

/// What a notice is about.
enum What {
    Authenticator(Change, Box<authenticator::Model>),
    Address,
}

impl Facts {
    /// The address to which it goes.
    pub fn address(&self) -> &str {
        self.address.as_ref().unwrap_or(&self.user.email)
    }

    /// What it is about, for the history.
    pub fn about(&self) -> &'static str {
        match &self.what {
            What::Authenticator(_, row) => AuthenticatorKind::from(row.kind).label(),
            What::Address => "Email address",
        }
    }
}

/// Reads the facts of `notice`.
pub(super) async fn facts(domain: &Domain, notice: &notice::Model) -> Result<Facts> {
    let missing = || Error::Bug(format!("notice {} is about nothing", notice.id));
    let user = user::Entity::find_by_id(notice.user_id).one(domain.db()).await?.ok_or_else(missing)?;
    let what = match notice.kind {
        Kind::Added => of_authenticator(domain, notice, Change::Added).await?,
        Kind::Removed => of_authenticator(domain, notice, Change::Removed).await?,
        Kind::Suspended => of_authenticator(domain, notice, Change::Suspended).await?,
        Kind::Reinstated => of_authenticator(domain, notice, Change::Reinstated).await?,
        Kind::EmailChanged => What::Address,
    };
    let (by_id, at) = when_and_by_whom(domain, notice, &what);
    let mut names = directory::names(domain, HashSet::from_iter(by_id)).await?;
    let by = by_id.and_then(|id| names.remove(&id));
    Ok(Facts { user, what, by, address: notice.address.clone(), at })
}

async fn of_authenticator(domain: &Domain, notice: &notice::Model, change: Change) -> Result<What> {
    let missing = || Error::Bug(format!("notice {} is about no authenticator", notice.id));
    let id = notice.authenticator_id.ok_or_else(missing)?;
    let row = authenticator::Entity::find_by_id(id).one(domain.db()).await?.ok_or_else(missing)?;
    Ok(What::Authenticator(change, Box::new(row)))
}

/// Who did it, and when. The row of an authenticator says who added and removed it; of all else the notice says it.
fn when_and_by_whom(domain: &Domain, notice: &notice::Model, what: &What) -> (Option<Uuid>, DateTime<Utc>) {
    match what {
        What::Authenticator(Change::Added, row) => (row.registered_by_id, row.registered_at),
        What::Authenticator(Change::Removed, row) => {
            (row.removed_by_id, row.removed_at.unwrap_or_else(|| domain.now()))
        }
        What::Authenticator(Change::Suspended | Change::Reinstated, _) | What::Address => {
            (notice.by_id, notice.created_at)
        }
    }
}

/// Writes the notice.
pub(super) fn text(domain: &Domain, smtp: &Smtp, facts: &Facts) -> Text {
    let (user, at) = (line(&facts.user.name()), domain.moment_in_full(facts.at));
    let (by, service) = (facts.by.as_deref().map(line), line(&domain.settings().service_name));
    let (by, from) = (by.as_deref(), smtp.words(&service));
    let (change, authenticator) = match &facts.what {
        What::Address => return words::email_changed(&EmailChanged { user: &user, at: &at, by }, &from),
        What::Authenticator(change, row) => (*change, row),
    };
    // The note of a removal is for agents.
    let reason = authenticator.removal_reason.filter(|_| change == Change::Removed);
    let notice = Notice {
        kind: authenticator.kind.into(),
        change,
        user: &user,
        model: &line(&domain.models().name(authenticator.aaguid)),
        at: &at,
        by,
        reason: reason.map(|reason| RemovalReason::from(reason).label()),
    };
    words::notice(&notice, &from)
}
