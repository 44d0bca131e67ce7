//! Admitting an attempt by its match code.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, CodeOutcome, LinkId, UniqueUserId};

/// Admits the attempt with this match code. The third wrong code cancels the link. For the agent who generated the link, and
/// for RA Managers.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`], [`AppError::LinkEnded`];
/// [`AppError::Invalid`] when the link requires no match codes; when the database fails.
#[server(endpoint = "admit_attempt", protocol = Post)]
pub async fn admit_attempt(unique_user_id: UniqueUserId, link: LinkId, code: String) -> Result<CodeOutcome, AppError> {
    use super::request::{Request, answer};
    use domain::{access, link};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::AdmitAttempt>(&request.domain, &actor, &unique_user_id).await?;
        link::admit(&request.domain, &permit, link, &code).await
    })
    .await
}
