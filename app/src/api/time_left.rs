//! How long the session still lasts.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, SessionLeft};

/// How long the session of this browser still lasts; `None` when it has ended. Pages ask this by themselves, so it is a use of the
/// session only if the person wants to `stay` signed in. Anybody may call this.
///
/// # Errors
/// When the database fails.
#[server(endpoint = "time_left", protocol = Post)]
pub async fn time_left(stay: bool) -> Result<Option<SessionLeft>, AppError> {
    use super::request::{Request, answer};
    use domain::sessions;
    answer(async {
        let request = Request::current()?;
        let actor = if stay { request.who().await? } else { request.quietly().await? };
        Ok(actor.map(|actor| sessions::time_left(&request.domain, &actor)))
    })
    .await
}
