//! What the registration page tells of its attempt.

use leptos::prelude::*;
use model::{AppError, AttemptReport};
use server_fn::codec::Json;

/// Tells that the prompt is shown, or how it failed, so that the agent sees it. The attempt's cookie is the authority.
///
/// # Errors
/// [`AppError::LinkUnknown`]; when the database fails.
#[server(endpoint = "report_attempt", input = Json)]
pub async fn report_attempt(report: AttemptReport) -> Result<(), AppError> {
    use super::request::{Request, answer};
    answer(async {
        let request = Request::current()?;
        let attempt = request.attempt().await?;
        domain::link::report(&request.domain, attempt.as_ref(), report).await
    })
    .await
}
