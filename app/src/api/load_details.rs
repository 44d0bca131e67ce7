//! The details of a user, to be changed.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, DetailsToChange, UniqueUserId};

/// The details of a user as they are now, for the form of *Change details*. For staff roles that may change them.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`]; when the database fails.
#[server(endpoint = "load_details", protocol = Post)]
pub async fn load_details(unique_user_id: UniqueUserId) -> Result<DetailsToChange, AppError> {
    use super::request::{Request, answer};
    use domain::{access, people};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::ChangeDetails>(&request.domain, &actor, &unique_user_id).await?;
        people::details_to_change(&request.domain, &permit).await
    })
    .await
}
