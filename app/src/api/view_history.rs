//! The *History* tab.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, HistoryPage, UniqueUserId};

/// A page of a user's history, the newest entry first. It begins before the entry with the number `before`; if this is `None`,
/// it is the first page. For staff roles that may view history; all users may view their own.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`]; when the database fails.
#[server(endpoint = "view_history", protocol = Post)]
pub async fn view_history(unique_user_id: UniqueUserId, before: Option<i64>) -> Result<HistoryPage, AppError> {
    use super::request::{Request, answer};
    use domain::{access, views};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::ViewHistory>(&request.domain, &actor, &unique_user_id).await?;
        views::history(&request.domain, &permit, before).await
    })
    .await
}
