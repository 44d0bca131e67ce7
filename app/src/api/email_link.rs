//! *Email link*.

use leptos::prelude::*;
use model::{AppError, RegistrationToken, UniqueUserId};
use server_fn::codec::Json;

/// Sends a user's open registration link, which the agent's page has, to the e-mail address that the directory has. `token` is
/// the one of that link. For RA Managers and RA Agents (Advanced), and RA Agents where the operator lets them; never for oneself,
/// and for staff only by an RA Manager. Takes up to 15 seconds.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`], [`AppError::LinkEnded`],
/// [`AppError::MailNotConfigured`], [`AppError::MailFailed`]; when the database fails.
#[server(endpoint = "email_link", input = Json)]
pub async fn email_link(unique_user_id: UniqueUserId, token: RegistrationToken) -> Result<(), AppError> {
    use super::request::{Request, answer};
    use domain::{access, link};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::EmailLink>(&request.domain, &actor, &unique_user_id).await?;
        link::email(&request.domain, &permit, &token).await
    })
    .await
}
