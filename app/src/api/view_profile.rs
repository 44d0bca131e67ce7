//! *View profile*.

use leptos::prelude::*;
use model::{AppError, UniqueUserId, UserProfile};
use server_fn::codec::Json;

/// A user's profile, and what the viewer may do there. For staff roles that may view users; all users may view their own.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`]; when the database fails.
#[server(endpoint = "view_profile", input = Json)]
pub async fn view_profile(unique_user_id: UniqueUserId) -> Result<UserProfile, AppError> {
    use super::request::{Request, answer};
    use domain::{access, views};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::ViewProfile>(&request.domain, &actor, &unique_user_id).await?;
        views::profile(&request.domain, &permit).await
    })
    .await
}
