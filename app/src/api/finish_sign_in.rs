//! Signing in.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, SignedIn};

/// Verifies the response of `navigator.credentials.get()` (JSON text) and opens a session. The credential gives the right to do
/// this.
///
/// # Errors
/// [`AppError::NoCookies`]; [`AppError::Ceremony`], perhaps inside [`AppError::UnknownCredential`]; when the database fails.
#[server(endpoint = "finish_sign_in", protocol = Post)]
pub async fn finish_sign_in(credential: String) -> Result<SignedIn, AppError> {
    use super::{
        cookies::CookieName,
        request::{Request, answer, finish_with},
    };
    answer(async {
        let request = Request::current()?;
        request.check_cookies()?;
        let (request, credential) = (&request, &credential);
        let finished = finish_with(request.tickets(CookieName::SignIn), |ticket| async move {
            domain::sign_in::finish(&request.domain, ticket.as_ref(), credential, &request.client).await
        });
        let sign_in = request.mark_refusal(finished.await, credential).await?;
        request.clear_cookie(CookieName::SignIn);
        request.set_cookie(CookieName::Session, &sign_in.session);
        Ok(sign_in.signed_in)
    })
    .await
}
