//! What the registration page reports about the browser in which it was loaded.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, Preflight, RegistrationToken};

/// Records in which browser the page of a link was loaded, so that the agent sees it even if the user gets no further. This
/// does not use up the link. The token gives the right to do this.
///
/// # Errors
/// [`AppError::LinkUnknown`], [`AppError::LinkEnded`]; when the database fails.
#[server(endpoint = "report_visit", protocol = Post)]
pub async fn report_visit(token: RegistrationToken, preflight: Preflight) -> Result<(), AppError> {
    use super::request::{Request, answer};
    answer(async {
        let request = Request::current()?;
        domain::link::visit(&request.domain, &token, &preflight).await
    })
    .await
}
