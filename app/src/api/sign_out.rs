//! Signing out.

use leptos::prelude::*;
use model::AppError;

/// Ends the session of this browser and redirects to the sign-in page, from where the person gets to the page with the address
/// `next` after signing in. A plain form calls this, so that it works without WASM. A person who is already signed out is
/// redirected too.
///
/// # Errors
/// When the database fails.
#[server(endpoint = "sign_out")]
pub async fn sign_out(next: Option<String>) -> Result<(), AppError> {
    use super::{
        cookies::CookieName,
        request::{Request, answer, redirect},
    };
    use crate::agents::paths;
    answer(async {
        let request = Request::current()?;
        redirect(&paths::sign_in(&next.unwrap_or_default()));
        if let Some(actor) = request.who().await? {
            domain::sessions::close(&request.domain, &actor).await?;
        }
        request.clear_cookie(CookieName::Session);
        Ok(())
    })
    .await
}
