//! *Test your authenticator*.

use leptos::prelude::*;
use model::{AppError, Tested};
use server_fn::codec::Json;

/// Verifies the outcome of `navigator.credentials.get()` (JSON text) and records the test. Signs nobody in. The credential
/// is the authority.
///
/// # Errors
/// [`AppError::Ceremony`], perhaps within [`AppError::UnknownCredential`]; when the database fails.
#[server(endpoint = "finish_test", input = Json)]
pub async fn finish_test(credential: String) -> Result<Tested, AppError> {
    use super::request::{CookieName, Request, answer};
    answer(async {
        let request = Request::current()?;
        let ticket = request.ticket(CookieName::Test);
        let finished =
            domain::authenticators::finish_test(&request.domain, ticket.as_ref(), &credential, &request.client).await;
        let tested = match finished {
            Ok(tested) => tested,
            Err(refused) => return Err(request.marked(refused, &credential).await),
        };
        request.clear_cookie(CookieName::Test);
        Ok(tested)
    })
    .await
}
