//! The match code: the user reads it out, the agent types it, and only the attempt with this code is admitted.

use super::{Attempt, By, LinkEvent, match_code::hash, of_agent, store};
use crate::{
    Domain, Result,
    access::{AdmitAttempt, Permit},
};
use model::{CodeOutcome, LinkId, pasted};

/// Admits the attempt that has this code. A wrong code is counted; the third cancels the link. If the answer is lost and the right
/// code is sent again, the answer is the same, and nothing is written.
///
/// # Errors
/// [`model::AppError::NotFound`], [`model::AppError::Refused`] as for watching; [`model::AppError::LinkEnded`];
/// [`model::AppError::Invalid`] when the link requires no codes; when the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor(), subject = %permit.subject().id, link = %id))]
pub async fn admit(domain: &Domain, permit: &Permit<'_, AdmitAttempt>, id: LinkId, code: &str) -> Result<CodeOutcome> {
    let link = of_agent(domain, permit, id).await?;
    let (actor, code) = (permit.actor(), pasted::digits(code));
    domain
        .change(async |change| {
            // Take the row lock, so that every wrong code counts when two agents type at once.
            let mut stored = store::for_update(change, link.id).await?;
            let has_code = |attempt: &Attempt| attempt.code_hash == Some(hash(attempt.id, &code));
            let event = stored.link.admit(has_code, change.now())?;
            let outcome = match event {
                Some(LinkEvent::WrongCode { left }) => CodeOutcome::Wrong(left),
                _ => CodeOutcome::Admitted,
            };
            stored.save(change, event, By { agent_id: actor.id(), client: actor.client() }).await?;
            Ok(outcome)
        })
        .await
}
