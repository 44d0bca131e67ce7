//! The attempt of a browser: finding it by its cookie, where it stands, and what its page tells of it.

use super::match_code;
use crate::{
    Domain, Error, Result, Secret, ceremonies,
    entity::{registration_attempt, registration_token},
    links,
};
use model::{AppError, AttemptFailure, AttemptReport, LinkEnd, Standing};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};
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

    /// Where it stands, for its user.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn standing(&self, domain: &Domain, secret: &Secret) -> Result<Standing> {
        let end = match links::end(domain, &self.link) {
            // Who started in time may still finish.
            Some(LinkEnd::Expired) if ceremonies::of_attempt_under_way(domain, self.row.id).await? => None,
            end => end,
        };
        Ok(Standing {
            match_code: (!self.is_admitted()).then(|| match_code::of(secret)),
            end,
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

/// Notes what the page tells of its attempt, for the agent to see. Believed as far as it is shown, no further.
///
/// # Errors
/// [`AppError::LinkUnknown`] when there is no such attempt; when the database fails.
pub async fn report(domain: &Domain, secret: Option<&Secret>, report: AttemptReport) -> Result<()> {
    let secret = secret.ok_or(AppError::LinkUnknown)?;
    let Attempt { row, link } = find(domain, secret).await?.ok_or(AppError::LinkUnknown)?;
    if links::why_ended(&link).is_some() {
        return Ok(());
    }
    match report {
        AttemptReport::Prompted => {
            let tx = domain.write().await?;
            registration_attempt::Entity::update_many()
                .col_expr(registration_attempt::Column::PromptedAt, Expr::value(domain.now()))
                .col_expr(registration_attempt::Column::Failure, Expr::value(None::<String>))
                .filter(registration_attempt::Column::Id.eq(row.id))
                .exec(&tx)
                .await?;
            domain.commit(tx, &[link.id]).await
        }
        AttemptReport::Failed(failure) => note_failure(domain, &row, AttemptFailure::Device(failure)).await,
    }
}

/// Notes how an attempt failed.
pub(super) async fn note_failure(
    domain: &Domain,
    row: &registration_attempt::Model,
    failure: AttemptFailure,
) -> Result<()> {
    let refused = i32::from(matches!(failure, AttemptFailure::Refused(_)));
    let tx = domain.write().await?;
    registration_attempt::Entity::update_many()
        .col_expr(registration_attempt::Column::FailedAt, Expr::value(domain.now()))
        .col_expr(registration_attempt::Column::Failure, Expr::value(serde_json::to_string(&failure)?))
        .col_expr(
            registration_attempt::Column::Failures,
            Expr::col(registration_attempt::Column::Failures).add(refused),
        )
        .filter(registration_attempt::Column::Id.eq(row.id))
        .exec(&tx)
        .await?;
    domain.commit(tx, &[row.registration_token_id]).await
}
