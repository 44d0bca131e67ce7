//! *Continue* on the registration page.

use leptos::prelude::*;
use model::{AppError, Preflight, Standing};
use server_fn::codec::Json;

/// Makes this browser an attempt (a cookie of its own) and says where it stands: mostly that its match code is to be read
/// out. Uses nothing up. The token is the authority.
///
/// # Errors
/// [`AppError::LinkUnknown`], [`AppError::LinkEnded`]; when the database fails.
#[server(endpoint = "begin_registration", input = Json)]
pub async fn begin_registration(token: String, preflight: Option<Preflight>) -> Result<Standing, AppError> {
    use super::request::{CookieName, Request, answer};
    answer(async {
        let request = Request::current()?;
        let attempt = request.cookie(CookieName::Attempt);
        let begun =
            domain::registration::begin(&request.domain, &token, attempt.as_ref(), preflight, &request.client).await?;
        request.set_cookie(CookieName::Attempt, &begun.attempt);
        Ok(begun.standing)
    })
    .await
}
