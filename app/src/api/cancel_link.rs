//! *Cancel link*.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, LinkId, UniqueUserId};

/// Cancels an open registration link. For the agent who generated it, and for RA Managers.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`], [`AppError::LinkEnded`]; [`AppError::Conflict`] when
/// an authenticator was registered with it; when the database fails.
#[server(endpoint = "cancel_link", protocol = Post)]
pub async fn cancel_link(unique_user_id: UniqueUserId, link: LinkId) -> Result<(), AppError> {
    use super::request::{Request, answer};
    use domain::{access, link};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::CancelLink>(&request.domain, &actor, &unique_user_id).await?;
        link::cancel(&request.domain, &permit, link).await
    })
    .await
}
