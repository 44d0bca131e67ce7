//! The match code that the user reads out: the agent types it, and that attempt, and only that one, is admitted.

use super::watch::of_agent;
use crate::{
    Domain, Result,
    access::{IssueAuthenticator, Permit},
    audit::{self, Action, Event, Outcome},
    entity::{
        registration_attempt,
        registration_token::{self, State},
    },
    registration::{digits, match_code_hash},
};
use model::{AppError, CodeOutcome, LinkId, supervision::WRONG_CODES};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

/// Admits the attempt that has this code. A wrong code is counted; the third cancels the link.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Refused`] as for watching; [`AppError::LinkEnded`]; when the database fails.
pub async fn admit(
    domain: &Domain,
    permit: &Permit<'_, IssueAuthenticator>,
    id: LinkId,
    code: &str,
) -> Result<CodeOutcome> {
    let link = of_agent(domain, permit, id, Action::AdmitAttempt).await?;
    let code = digits(code);
    let tx = domain.write().await?;
    // Read again, locked against two agents who type at once: every wrong code must count.
    registration_token::Entity::update_many()
        .col_expr(registration_token::Column::WrongCodes, Expr::col(registration_token::Column::WrongCodes))
        .filter(registration_token::Column::Id.eq(link.id))
        .exec(&tx)
        .await?;
    let link = registration_token::Entity::find_by_id(link.id).one(&tx).await?.ok_or(AppError::NotFound)?;
    if !link.match_code_wanted {
        // There is none to be wrong about.
        return Ok(CodeOutcome::Admitted);
    }
    if let Some(end) = super::end(domain, &link) {
        return Err(AppError::LinkEnded(end).into());
    }
    let waiting = registration_attempt::Entity::find()
        .filter(registration_attempt::Column::RegistrationTokenId.eq(link.id))
        .all(&tx)
        .await?;
    let meant = waiting.iter().find(|attempt| attempt.code_hash == Some(match_code_hash(attempt.id, &code)));
    let (outcome, audited, detail) = match meant {
        Some(attempt) => {
            registration_attempt::Entity::update_many()
                .col_expr(registration_attempt::Column::AdmittedAt, Expr::value(domain.now()))
                .filter(registration_attempt::Column::Id.eq(attempt.id))
                .filter(registration_attempt::Column::AdmittedAt.is_null())
                .exec(&tx)
                .await?;
            (CodeOutcome::Admitted, Outcome::Done, json!({}))
        }
        None => {
            let wrong = link.wrong_codes + 1;
            let left = WRONG_CODES.saturating_sub(u32::try_from(wrong).unwrap_or(WRONG_CODES));
            let mut change = registration_token::Entity::update_many()
                .col_expr(registration_token::Column::WrongCodes, Expr::value(wrong))
                .filter(registration_token::Column::Id.eq(link.id));
            if left == 0 {
                change = change
                    .col_expr(registration_token::Column::State, Expr::value(State::Cancelled))
                    .col_expr(registration_token::Column::EndedAt, Expr::value(domain.now()));
            }
            change.exec(&tx).await?;
            let reason = if left == 0 {
                "A wrong match code for the third time: the link was cancelled"
            } else {
                "A wrong match code"
            };
            (CodeOutcome::Wrong(left), Outcome::Refused, json!({ "reason": reason }))
        }
    };
    let actor = permit.actor();
    let event = Event {
        action: Action::AdmitAttempt,
        outcome: audited,
        actor_id: Some(actor.user_id),
        subject_id: Some(link.user_id),
        detail,
        client: &actor.client,
    };
    audit::record(&tx, domain, event).await?;
    domain.commit(tx, &[link.id]).await?;
    Ok(outcome)
}
