//! *Continue* on the registration page.

use leptos::prelude::*;
use model::{AppError, RegistrationChoice, RegistrationOptions};
use server_fn::codec::Json;

/// Makes this browser an attempt (a cookie of its own) and gives it the options for `navigator.credentials.create()`. Uses
/// nothing up. The token is the authority.
///
/// # Errors
/// [`AppError::LinkUnknown`], [`AppError::LinkEnded`]; when the database fails.
#[server(endpoint = "start_registration", input = Json)]
pub async fn start_registration(token: String, choice: RegistrationChoice) -> Result<RegistrationOptions, AppError> {
    use super::request::{CookieName, Request, answer};
    answer(async {
        let request = Request::current()?;
        let attempt = request.cookie(CookieName::Attempt);
        let started =
            domain::registration::start(&request.domain, &token, choice, attempt.as_ref(), &request.client).await?;
        request.set_cookie(CookieName::Attempt, &started.attempt);
        Ok(started.options)
    })
    .await
}
