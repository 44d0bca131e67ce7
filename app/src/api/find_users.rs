//! *Find an existing user*.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, SearchResults, UserSearch};

/// Finds the users who match every filled field of `search`. For staff roles that may view users.
///
/// # Errors
/// [`AppError::Invalid`], [`AppError::SignedOut`], [`AppError::Refused`]; when the database fails.
#[server(endpoint = "find_users", protocol = Post)]
pub async fn find_users(search: UserSearch) -> Result<SearchResults, AppError> {
    use super::request::{Request, answer};
    use domain::{access, views};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::may_search(&request.domain, &actor).await?;
        views::search(&request.domain, &permit, &search).await
    })
    .await
}
