//! The *Authenticators* tab.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, AuthenticatorSummary, UniqueUserId};

/// Every authenticator that a user has or had, the newest first. For staff roles that may view users; all users may view their
/// own.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`]; when the database fails.
#[server(endpoint = "list_authenticators", protocol = Post)]
pub async fn list_authenticators(unique_user_id: UniqueUserId) -> Result<Vec<AuthenticatorSummary>, AppError> {
    use super::request::{Request, answer};
    use domain::{access, views};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::ViewProfile>(&request.domain, &actor, &unique_user_id).await?;
        views::authenticators(&request.domain, &permit).await
    })
    .await
}
