//! The response of the authenticator to a registration.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, Registered};

/// Verifies the response of `navigator.credentials.create()` (JSON text) and registers the authenticator. The attempt's cookie
/// gives the right to do this, with the challenge and the link that belong to it.
///
/// The browser keeps that cookie. If it never gets the answer, it sends the same response again, and gets the same answer.
///
/// # Errors
/// [`AppError::NoCookies`]; [`AppError::NotAdmitted`]; [`AppError::Ceremony`] or [`AppError::LinkEnded`], each perhaps inside
/// [`AppError::UnknownCredential`]; when the database fails. No refused response uses up the link.
#[server(endpoint = "finish_registration", protocol = Post)]
pub async fn finish_registration(credential: String) -> Result<Registered, AppError> {
    use super::request::{Request, answer};
    answer(async {
        let request = Request::current()?;
        request.check_cookies()?;
        let attempt = request.attempt().await?;
        let finished = domain::link::finish(&request.domain, attempt.as_ref(), &credential, &request.client).await;
        request.mark_refusal(finished, &credential).await
    })
    .await
}
