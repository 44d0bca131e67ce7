//! The options for *Test your authenticator*.

use super::post::Post;
use leptos::prelude::*;
use model::AppError;

/// Options for `navigator.credentials.get()`: `{"publicKey": …}` as JSON text. Anybody may call this.
///
/// # Errors
/// When the database fails.
#[server(endpoint = "load_test_options", protocol = Post)]
pub async fn load_test_options() -> Result<String, AppError> {
    use super::{
        cookies::CookieName,
        request::{Request, answer},
    };
    answer(async {
        let request = Request::current()?;
        let challenge = domain::authenticators::test_options(&request.domain).await?;
        request.set_ticket(CookieName::Test, &challenge.ticket);
        Ok(challenge.options)
    })
    .await
}
