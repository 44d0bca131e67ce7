//! *My open links*, on the home page.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, OwnLink};

/// The links that the person generated and may still watch. For roles that issue authenticators. The page calls this by itself, so it
/// is no use of the session.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`]; when the database fails.
#[server(endpoint = "list_own_links", protocol = Post)]
pub async fn list_own_links() -> Result<Vec<OwnLink>, AppError> {
    use super::request::{Request, answer};
    use domain::{access, views};
    answer(async {
        let request = Request::current()?;
        let actor = request.watcher().await?;
        let permit = access::may_watch_own(&request.domain, &actor).await?;
        views::own_links(&request.domain, &permit).await
    })
    .await
}
