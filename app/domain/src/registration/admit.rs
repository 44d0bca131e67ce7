//! The match code that the user reads out: the agent types it, and that attempt, and only that one, is admitted.

use super::match_code::{digits, hash};
use crate::{
    Domain, Result,
    access::{AdmitAttempt, Permit},
    audit::{self, Action, Event, Outcome},
    entity::{
        registration_attempt,
        registration_token::{self, State},
    },
    links,
};
use model::{AppError, CodeOutcome, FieldError, LinkId, supervision::WRONG_CODES};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

/// Admits the attempt that has this code. A wrong code is counted; the third cancels the link.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Refused`] as for watching; [`AppError::LinkEnded`]; [`AppError::Invalid`] when the link
/// wants no codes; when the database fails.
pub async fn admit(domain: &Domain, permit: &Permit<'_, AdmitAttempt>, id: LinkId, code: &str) -> Result<CodeOutcome> {
    let link = links::of_agent(domain, permit, id).await?;
    let tx = domain.write().await?;
    // Of agents who type at once, every wrong code must count.
    let link = links::locked(&tx, link.id).await?;
    if let Some(end) = links::end(domain, &link) {
        return Err(AppError::LinkEnded(end).into());
    }
    if !link.match_code_wanted {
        let message = "This link has no match codes: the user can go on without one";
        return Err(AppError::Invalid(vec![FieldError::new("code", message)]).into());
    }
    let attempts = registration_attempt::Entity::find()
        .filter(registration_attempt::Column::RegistrationTokenId.eq(link.id))
        .all(&tx)
        .await?;
    let code = digits(code);
    let meant = attempts.iter().find(|attempt| attempt.code_hash == Some(hash(attempt.id, &code)));
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
            registration_token::Entity::update_many()
                .col_expr(registration_token::Column::WrongCodes, Expr::value(wrong))
                .filter(registration_token::Column::Id.eq(link.id))
                .exec(&tx)
                .await?;
            let left = WRONG_CODES.saturating_sub(u32::try_from(wrong).unwrap_or(WRONG_CODES));
            let reason = if left == 0 {
                links::end_open(&tx, domain, link.id, State::Cancelled).await?;
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
