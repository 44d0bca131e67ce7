//! The open registration link of a user.

use leptos::prelude::*;
use model::{AppError, OpenLink, UniqueUserId};
use server_fn::codec::Json;

/// The user's open link, if there is one. For who may issue to them.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`]; when the database fails.
#[server(endpoint = "open_link", input = Json)]
pub async fn open_link(unique_user_id: UniqueUserId) -> Result<Option<OpenLink>, AppError> {
    use super::request::{Request, answer};
    use domain::{access, links};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::IssueAuthenticator>(&request.domain, &actor, &unique_user_id).await?;
        links::open_of(&request.domain, &permit).await
    })
    .await
}
