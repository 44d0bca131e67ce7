//! What the registration page reports about its attempt.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, AttemptReport};

/// Records that the device shows its prompt, or how the attempt failed on the device, so that the agent sees it. The attempt's
/// cookie gives the right to do this.
///
/// # Errors
/// [`AppError::LinkUnknown`]; when the database fails.
#[server(endpoint = "report_attempt", protocol = Post)]
pub async fn report_attempt(report: AttemptReport) -> Result<(), AppError> {
    use super::request::{Request, answer};
    answer(async {
        let request = Request::current()?;
        let attempt = request.attempt().await?;
        domain::link::report(&request.domain, attempt.as_ref(), report).await
    })
    .await
}
