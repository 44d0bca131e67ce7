//! Sends the notices that are due.

use super::{
    Mailer, Undelivered,
    compose::{Letter, compose},
    mailer::Smtp,
    notice_text::{self, Facts},
    retry::next_try,
};
use crate::{
    Change, Client, Domain, Result,
    audit::{self, Event, EventKind, Outcome},
    entity::notice::{self, Column, Entity, Kind},
    metrics::NoticeOutcome,
};
use chrono::TimeDelta;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use serde_json::json;

/// How long a process reserves a notice that it sends. If the process dies meanwhile, another one sends the notice after this
/// time: sending it twice is better than never.
const LEASE: TimeDelta = TimeDelta::minutes(2);

/// What happened to the notices that were due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Handed over to the mail server.
    pub sent: u32,
    /// To be tried again.
    pub delayed: u32,
    /// Given up.
    pub given_up: u32,
}

/// Sends every notice that is due, one after the other. Any number of processes may do so at once. A mail server that cannot be
/// reached, or refuses this service, ends the round without an error, because the other notices would fail too. A notice to an
/// invalid address is given up at once, and the history says so.
///
/// # Errors
/// When the database fails.
#[tracing::instrument(skip_all)]
pub async fn send_due(domain: &Domain) -> Result<Round> {
    let mut round = Round::default();
    let Mailer::Smtp(smtp) = &*domain.mailer else { return Ok(round) };
    while let Some(notice) = claim(domain).await? {
        let facts = notice_text::facts(domain, &notice).await?;
        let Err(undelivered) = send(domain, smtp, &notice, &facts).await else {
            let done = Done { sent_at: Some(domain.now()), ..Done::default() };
            settle(domain, &notice, &facts, done).await?;
            round.sent += 1;
            continue;
        };
        let again = next_try(notice.created_at, notice.attempts, domain.now());
        let next_try_at = again.filter(|_| !undelivered.is_final());
        let failed_at = next_try_at.is_none().then(|| domain.now());
        let done = Done { next_try_at, failed_at, undelivered: Some(undelivered), ..Done::default() };
        settle(domain, &notice, &facts, done).await?;
        if failed_at.is_some() {
            tracing::warn!(notice = %notice.id, attempts = notice.attempts, reason = %undelivered, "an e-mail notice was given up");
            round.given_up += 1;
        } else {
            tracing::warn!(notice = %notice.id, attempts = notice.attempts, reason = %undelivered, "an e-mail notice could not be sent; it is tried again");
            round.delayed += 1;
        }
        if undelivered.is_the_servers() {
            break;
        }
    }
    Ok(round)
}

/// Claims the notice that has been due for longest, if there is one, and counts the try.
async fn claim(domain: &Domain) -> Result<Option<notice::Model>> {
    loop {
        let now = domain.now();
        let due = Entity::find().filter(Column::NextTryAt.lte(now)).order_by_asc(Column::NextTryAt);
        let Some(due) = due.one(domain.db()).await? else { return Ok(None) };
        let (attempts, lease) = (due.attempts + 1, now + LEASE);
        // The row changes only if no other process has counted a try since it was read: of two processes, only one changes it.
        let claim = Entity::update_many()
            .col_expr(Column::Attempts, Expr::value(attempts))
            .col_expr(Column::NextTryAt, Expr::value(lease))
            .filter(Column::Id.eq(due.id))
            .filter(Column::Attempts.eq(due.attempts))
            .filter(Column::NextTryAt.lte(now));
        let claimed = domain.change(async |change| Ok(claim.exec(change.rows()).await?)).await?;
        if claimed.rows_affected == 1 {
            return Ok(Some(notice::Model { attempts, next_try_at: Some(lease), ..due }));
        }
    }
}

async fn send(
    domain: &Domain,
    smtp: &Smtp,
    notice: &notice::Model,
    facts: &Facts,
) -> std::result::Result<(), Undelivered> {
    let text = notice_text::text(domain, smtp, facts);
    let message = compose(domain, smtp, Letter { id: notice.id, to: &facts.user, address: facts.address(), text })?;
    smtp.hand_over(message).await
}

/// The result of a try.
#[derive(Default)]
struct Done {
    sent_at: Option<chrono::DateTime<chrono::Utc>>,
    next_try_at: Option<chrono::DateTime<chrono::Utc>>,
    failed_at: Option<chrono::DateTime<chrono::Utc>>,
    undelivered: Option<Undelivered>,
}

/// Stores how the claimed try ended, and, if it was the last one, the line of the audit log.
async fn settle(domain: &Domain, notice: &notice::Model, facts: &Facts, done: Done) -> Result<()> {
    domain.change(async |change| note_end(change, notice, facts, done).await).await
}

async fn note_end(change: &mut Change<'_>, notice: &notice::Model, facts: &Facts, done: Done) -> Result<()> {
    let reason = done.undelivered.map(|undelivered| undelivered.to_string());
    let settled = Entity::update_many()
        .col_expr(Column::NextTryAt, Expr::value(done.next_try_at))
        .col_expr(Column::SentAt, Expr::value(done.sent_at))
        .col_expr(Column::FailedAt, Expr::value(done.failed_at))
        .col_expr(Column::LastError, Expr::value(reason.clone()))
        .filter(Column::Id.eq(notice.id))
        .filter(Column::Attempts.eq(notice.attempts))
        .filter(Column::NextTryAt.is_not_null())
        .exec(change.rows())
        .await?;
    let (action, outcome) = match (done.sent_at, done.failed_at) {
        // Another process claimed it after the lease ended, and stores the result.
        _ if settled.rows_affected != 1 => return Ok(()),
        (Some(_), _) => (Some(EventKind::NoticeSent), NoticeOutcome::Sent),
        (None, Some(_)) => (Some(EventKind::NoticeFailed), NoticeOutcome::GivenUp),
        (None, None) => (None, NoticeOutcome::Delayed),
    };
    change.counts(change.domain().metrics().notice(outcome));
    if let Some(action) = action {
        let mut detail = json!({
            "kind": facts.about(),
            "notice": word(notice.kind),
        });
        if let Some(reason) = reason {
            detail["reason"] = reason.into();
        }
        let subject_id = Some(notice.user_id);
        let client = &Client::default();
        let event = Event { kind: action, outcome: Outcome::Done, actor_id: None, subject_id, detail, client };
        audit::record(change, event);
    }
    Ok(())
}

/// What happened, for the history: "Passkey added".
const fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Added => "added",
        Kind::Removed => "removed",
        Kind::Suspended => "suspended",
        Kind::Reinstated => "reinstated",
        Kind::EmailChanged => "changed",
    }
}
