//! Who is signed in.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, SignedIn};

/// The person who is signed in; `None` when nobody is. Anybody may call this.
///
/// # Errors
/// When the database fails.
#[server(endpoint = "who_am_i", protocol = Post)]
pub async fn who_am_i() -> Result<Option<SignedIn>, AppError> {
    use super::request::{Request, answer};
    answer(async {
        let request = Request::current()?;
        let who = request.who().await?;
        Ok(who.map(|actor| actor.signed_in(request.domain.settings().switches)))
    })
    .await
}
