//! *Test your authenticator*.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, Tested};

/// Verifies the response of `navigator.credentials.get()` (JSON text) and records the test. It signs nobody in. The credential
/// gives the right to do this.
///
/// # Errors
/// [`AppError::NoCookies`]; [`AppError::Ceremony`], perhaps inside [`AppError::UnknownCredential`]; when the database fails.
#[server(endpoint = "finish_test", protocol = Post)]
pub async fn finish_test(credential: String) -> Result<Tested, AppError> {
    use super::{
        cookies::CookieName,
        request::{Request, answer, finish_with},
    };
    answer(async {
        let request = Request::current()?;
        request.check_cookies()?;
        let (request, credential) = (&request, &credential);
        let finished = finish_with(request.tickets(CookieName::Test), |ticket| async move {
            domain::authenticators::finish_test(&request.domain, ticket.as_ref(), credential, &request.client).await
        });
        let tested = request.mark_refusal(finished.await, credential).await?;
        request.clear_cookie(CookieName::Test);
        Ok(tested)
    })
    .await
}
