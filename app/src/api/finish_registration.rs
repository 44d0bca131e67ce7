//! The answer of the authenticator.

use leptos::prelude::*;
use model::{AppError, Registered};
use server_fn::codec::Json;

/// Verifies the outcome of `navigator.credentials.create()` (JSON text) and registers the authenticator. The attempt's
/// cookie, the challenge and the link behind them are the authority.
///
/// # Errors
/// [`AppError::NoCookies`], [`AppError::Ceremony`], [`AppError::NotAdmitted`], [`AppError::LinkEnded`], perhaps within
/// [`AppError::UnknownCredential`]; when the database fails. None of them uses up the link.
#[server(endpoint = "finish_registration", input = Json)]
pub async fn finish_registration(credential: String) -> Result<Registered, AppError> {
    use super::{
        cookies::CookieName,
        request::{Request, answer},
    };
    answer(async {
        let request = Request::current()?;
        request.check_cookies()?;
        let attempt = request.attempt().await?;
        let finished = domain::link::finish(&request.domain, attempt.as_ref(), &credential, &request.client).await;
        let registered = request.mark_refusal(finished, &credential).await?;
        request.clear_cookie(CookieName::Attempt);
        Ok(registered)
    })
    .await
}
