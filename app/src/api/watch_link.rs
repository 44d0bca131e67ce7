//! The live panel.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, LinkId, UniqueUserId, WatchedLink};

/// The present state of a registration link. For the agent who generated it, and for RA Managers. The page calls this by
/// itself, so it is a use of the session only while something can still happen to the link.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`]; when the database fails.
#[server(endpoint = "watch_link", protocol = Post)]
pub async fn watch_link(unique_user_id: UniqueUserId, link: LinkId) -> Result<WatchedLink, AppError> {
    use super::request::{Request, answer};
    use domain::{access, sessions, views};
    answer(async {
        let request = Request::current()?;
        let actor = request.watcher().await?;
        let permit = access::permit::<access::WatchLink>(&request.domain, &actor, &unique_user_id).await?;
        let seen = views::link(&request.domain, &permit, link).await?;
        if seen.goes_on() {
            sessions::note_use(&request.domain, &actor).await;
        }
        Ok(seen)
    })
    .await
}
