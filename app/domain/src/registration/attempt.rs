//! The attempt of a browser: finding it by its cookie, where it stands, and what its page tells of it.

use super::match_code;
use crate::{
    Domain, Error, Result, Secret, ceremonies,
    entity::{registration_attempt, registration_token},
    links,
};
use model::{AppError, AttemptFailure, AttemptReport, CeremonyFault, LinkEnd, Standing};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, prelude::DateTimeUtc, sea_query::Expr,
};
use uuid::Uuid;

/// An attempt and its link.
pub(super) struct Attempt {
    pub row: registration_attempt::Model,
    pub link: registration_token::Model,
}

/// The attempt with this secret; `None` when there is none.
pub(super) async fn find(domain: &Domain, secret: &Secret) -> Result<Option<Attempt>> {
    let by_hash = registration_attempt::Column::SecretHash.eq(secret.hash().0);
    let Some(row) = registration_attempt::Entity::find().filter(by_hash).one(domain.db()).await? else {
        return Ok(None);
    };
    let link = registration_token::Entity::find_by_id(row.registration_token_id).one(domain.db()).await?;
    let link = link.ok_or_else(|| Error::Fault(format!("attempt {} has no link", row.id)))?;
    Ok(Some(Attempt { row, link }))
}

impl Attempt {
    /// Whether the agent has let it in, or need not.
    pub(super) fn is_admitted(&self) -> bool {
        !self.link.match_code_wanted || self.row.admitted_at.is_some()
    }

    /// How it ended, for its user: who started in time may still finish when the link's time is up.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn end(&self, domain: &Domain) -> Result<Option<LinkEnd>> {
        Ok(match links::end(domain, &self.link) {
            Some(LinkEnd::Expired) if ceremonies::of_attempt_under_way(domain, self.row.id).await? => None,
            end => end,
        })
    }

    /// Where it stands, for its user.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn standing(&self, domain: &Domain, secret: &Secret) -> Result<Standing> {
        Ok(Standing {
            match_code: (!self.is_admitted()).then(|| match_code::of(secret)),
            end: self.end(domain).await?,
            seconds_left: links::seconds_left(domain, &self.link),
        })
    }
}

/// Where the attempt with this cookie stands, and its link's ID, to hear of changes.
///
/// # Errors
/// [`AppError::LinkUnknown`] when there is no such attempt; when the database fails.
pub async fn where_it_stands(domain: &Domain, secret: Option<&Secret>) -> Result<(Uuid, Standing)> {
    let secret = secret.ok_or(AppError::LinkUnknown)?;
    let attempt = find(domain, secret).await?.ok_or(AppError::LinkUnknown)?;
    Ok((attempt.link.id, attempt.standing(domain, secret).await?))
}

/// Notes what the page tells of its attempt, for the agent to see. Believed as far as it is shown, no further. A report may be
/// overtaken by the answer: none hides what went wrong with this try. The next one begins with [`forget_last_try`].
///
/// # Errors
/// [`AppError::LinkUnknown`] when there is no such attempt; when the database fails.
pub async fn report(domain: &Domain, secret: Option<&Secret>, report: AttemptReport) -> Result<()> {
    let secret = secret.ok_or(AppError::LinkUnknown)?;
    let Attempt { row, link } = find(domain, secret).await?.ok_or(AppError::LinkUnknown)?;
    if links::why_ended(&link).is_some() {
        return Ok(());
    }
    let change = registration_attempt::Entity::update_many();
    let change = match report {
        AttemptReport::Prompted => change.col_expr(registration_attempt::Column::PromptedAt, Expr::value(domain.now())),
        AttemptReport::Failed(failure) => {
            let failure = serde_json::to_string(&AttemptFailure::Device(failure))?;
            change.col_expr(registration_attempt::Column::Failure, Expr::value(failure))
        }
    };
    let tx = domain.write().await?;
    let noted = change
        .filter(registration_attempt::Column::Id.eq(row.id))
        .filter(registration_attempt::Column::Failure.is_null())
        .exec(&tx)
        .await?;
    if noted.rows_affected == 1 { domain.commit(tx, &[link.id]).await } else { Ok(()) }
}

/// Forgets how the last try of an attempt went, because there are options for the next one. Whether there was one.
///
/// # Errors
/// When the database fails.
pub(super) async fn forget_last_try(tx: &DatabaseTransaction, id: Uuid) -> Result<bool> {
    let (prompted, failure) = (registration_attempt::Column::PromptedAt, registration_attempt::Column::Failure);
    let forgotten = registration_attempt::Entity::update_many()
        .col_expr(prompted, Expr::value(None::<DateTimeUtc>))
        .col_expr(failure, Expr::value(None::<String>))
        .filter(registration_attempt::Column::Id.eq(id))
        .filter(prompted.is_not_null().or(failure.is_not_null()))
        .exec(tx)
        .await?;
    Ok(forgotten.rows_affected > 0)
}

/// Counts an answer that the server refused, and notes `fault` for the agent. Gives how many were refused by now.
///
/// # Errors
/// When the database fails.
pub(super) async fn note_failure(tx: &DatabaseTransaction, id: Uuid, fault: Option<CeremonyFault>) -> Result<i32> {
    let mut change = registration_attempt::Entity::update_many()
        .col_expr(registration_attempt::Column::Failures, Expr::col(registration_attempt::Column::Failures).add(1));
    if let Some(fault) = fault {
        let failure = serde_json::to_string(&AttemptFailure::Refused(fault))?;
        change = change.col_expr(registration_attempt::Column::Failure, Expr::value(failure));
    }
    change.filter(registration_attempt::Column::Id.eq(id)).exec(tx).await?;
    let row = registration_attempt::Entity::find_by_id(id).one(tx).await?;
    Ok(row.map_or(0, |row| row.failures))
}
