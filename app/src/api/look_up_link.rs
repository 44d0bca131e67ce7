//! Looking up a registration link.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, LinkDetails, RegistrationToken};

/// Returns the name of the user whom a link is for, and what will be registered. Changes nothing, however often it is called.
/// The token gives the right to do this. A browser that has joined the link also gets the state of its attempt, so that its page
/// goes on after a reload.
///
/// The browser gets a cookie without a secret. On [*Continue*](super::join_link()) the server sees whether the browser sends it
/// back.
///
/// # Errors
/// [`AppError::LinkUnknown`], [`AppError::LinkEnded`]; when the database fails.
#[server(endpoint = "look_up_link", protocol = Post)]
pub async fn look_up_link(token: RegistrationToken) -> Result<LinkDetails, AppError> {
    use super::request::{Request, answer};
    answer(async {
        let request = Request::current()?;
        let attempt = request.attempt().await?;
        let details = domain::link::look_up(&request.domain, &token, attempt.as_ref()).await?;
        request.try_cookies();
        Ok(details)
    })
    .await
}
