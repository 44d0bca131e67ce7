//! The users whose profiles a person viewed last, on the home page.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, ViewedUser};

/// The users whose profiles the person viewed last, as far as their roles still reach them. For staff roles that may view users.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`]; when the database fails.
#[server(endpoint = "list_viewed_users", protocol = Post)]
pub async fn list_viewed_users() -> Result<Vec<ViewedUser>, AppError> {
    use super::request::{Request, answer};
    use domain::{access, views};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::may_search(&request.domain, &actor).await?;
        views::viewed_users(&request.domain, &permit).await
    })
    .await
}
