//! The options for signing in.

use super::post::Post;
use leptos::prelude::*;
use model::AppError;

/// Options for `navigator.credentials.get()`: `{"publicKey": …}` as JSON text. Anybody may call this.
///
/// # Errors
/// When the database fails.
#[server(endpoint = "load_sign_in_options", protocol = Post)]
pub async fn load_sign_in_options() -> Result<String, AppError> {
    use super::{
        cookies::CookieName,
        request::{Request, answer},
    };
    answer(async {
        let request = Request::current()?;
        let challenge = domain::sign_in::options(&request.domain).await?;
        request.set_ticket(CookieName::SignIn, &challenge.ticket);
        Ok(challenge.options)
    })
    .await
}
