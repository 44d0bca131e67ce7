//! *Email link*.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, RegistrationToken, UniqueUserId};

/// Sends a user's open registration link to the e-mail address that the directory has. `token` is the token of the link, which
/// the agent's page still has. The call waits for the mail server, up to 15 seconds.
///
/// For RA Managers and RA Agents (Advanced), and for RA Agents if the operator allows it. Agents cannot do this for themselves,
/// and only an RA Manager can do it for a user who holds a staff role.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`], [`AppError::LinkEnded`],
/// [`AppError::MailNotConfigured`], [`AppError::MailFailed`]; when the database fails.
#[server(endpoint = "email_link", protocol = Post)]
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
