//! What the registration page tells of the browser that it was opened in.

use leptos::prelude::*;
use model::{AppError, Preflight, RegistrationToken};
use server_fn::codec::Json;

/// Tells in which browser a link was opened, so that the agent sees it also where the user gets no further. Uses nothing up.
/// The token is the authority.
///
/// # Errors
/// [`AppError::LinkUnknown`], [`AppError::LinkEnded`]; when the database fails.
#[server(endpoint = "report_visit", input = Json)]
pub async fn report_visit(token: RegistrationToken, preflight: Preflight) -> Result<(), AppError> {
    use super::request::{Request, answer};
    answer(async {
        let request = Request::current()?;
        domain::link::visit(&request.domain, &token, &preflight).await
    })
    .await
}
