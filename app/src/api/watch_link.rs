//! The live panel.

use leptos::prelude::*;
use model::{AppError, LinkId, UniqueUserId, WatchedLink};
use server_fn::codec::Json;

/// The present state of a registration link. For the agent who generated it, and for RA Managers. The page calls this by
/// itself, so it does not prolong the session.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`]; when the database fails.
#[server(endpoint = "watch_link", input = Json)]
pub async fn watch_link(unique_user_id: UniqueUserId, link: LinkId) -> Result<WatchedLink, AppError> {
    use super::request::{Request, answer};
    use domain::{access, views};
    answer(async {
        let request = Request::current()?;
        let actor = request.watcher().await?;
        let permit = access::permit::<access::WatchLink>(&request.domain, &actor, &unique_user_id).await?;
        views::link(&request.domain, &permit, link).await
    })
    .await
}
