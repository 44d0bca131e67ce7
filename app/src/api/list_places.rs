//! The organisations among which an agent chooses when they create a user or change details.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, Organisation};

/// The organisations at which the person may create users, by name. Empty when there are too many for a list.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`]; when the database fails.
#[server(endpoint = "list_places", protocol = Post)]
pub async fn list_places() -> Result<Vec<Organisation>, AppError> {
    use super::request::{Request, answer};
    use domain::{access, people};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::general_permit::<access::CreateUser>(&request.domain, &actor).await?;
        people::places(&request.domain, &permit).await
    })
    .await
}
