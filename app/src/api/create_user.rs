//! *Create a user*.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, Creation, SomeoneElse, UserDetails};

/// Creates a user with these `details`, and answers with their unique user ID. If there are likely duplicates, nothing is created
/// until the agent has decided about each that the person is `someone_else`. For staff roles that may change details.
///
/// # Errors
/// [`AppError::Invalid`], [`AppError::SignedOut`], [`AppError::Refused`]; when the database fails.
#[server(endpoint = "create_user", protocol = Post)]
pub async fn create_user(details: UserDetails, someone_else: SomeoneElse) -> Result<Creation, AppError> {
    use super::request::{Request, answer};
    use domain::{access, people};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::general_permit::<access::CreateUser>(&request.domain, &actor).await?;
        people::create(&request.domain, &permit, &details, &someone_else).await
    })
    .await
}
