//! *View profile*.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, UniqueUserId, UserProfile};

/// A user's profile, and what the viewer may do there. For staff roles that may view users; all users may view their own.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`]; when the database fails.
#[server(endpoint = "view_profile", protocol = Post)]
pub async fn view_profile(unique_user_id: UniqueUserId) -> Result<UserProfile, AppError> {
    use super::request::{Request, answer};
    use domain::{access, people, views};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::ViewProfile>(&request.domain, &actor, &unique_user_id).await?;
        let profile = views::profile(&request.domain, &permit).await?;
        people::note_view(&request.domain, &permit);
        Ok(profile)
    })
    .await
}
