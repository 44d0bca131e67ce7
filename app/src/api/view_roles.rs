//! The *Roles* tab.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, RolesOfUser, UniqueUserId};

/// The staff roles of a user, and what the person who asks may do about them. For staff roles that may view users; all users may view
/// their own.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`]; when the database fails.
#[server(endpoint = "view_roles", protocol = Post)]
pub async fn view_roles(unique_user_id: UniqueUserId) -> Result<RolesOfUser, AppError> {
    use super::request::{Request, answer};
    use domain::{access, views};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::ViewProfile>(&request.domain, &actor, &unique_user_id).await?;
        views::roles_of_user(&request.domain, &permit).await
    })
    .await
}
