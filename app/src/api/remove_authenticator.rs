//! *Remove authenticator*.

use leptos::prelude::*;
use model::{AppError, AuthenticatorId, UniqueUserId};
use server_fn::codec::Json;

/// What an agent is told when the box that confirms the removal is not ticked, by the page and by the server.
pub const CONFIRM_REMOVAL: &str = "Tick the box to confirm that you want to remove this authenticator";

/// Removes an authenticator of a user and ends the sessions that it opened. `confirmed` is the ticked box. For RA Managers
/// and RA Agents (Advanced); never one's own, and of staff only by an RA Manager.
///
/// # Errors
/// [`AppError::Invalid`] when it was not confirmed, [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`],
/// [`AppError::Conflict`]; when the database fails.
#[server(endpoint = "remove_authenticator", input = Json)]
pub async fn remove_authenticator(
    unique_user_id: UniqueUserId,
    authenticator_id: AuthenticatorId,
    confirmed: bool,
) -> Result<(), AppError> {
    use super::request::{Request, answer};
    use domain::{access, authenticators};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::RemoveAuthenticator>(&request.domain, &actor, &unique_user_id).await?;
        if !confirmed {
            let fault = model::FieldError::new("confirmed", CONFIRM_REMOVAL);
            return Err(AppError::Invalid(vec![fault]).into());
        }
        authenticators::remove(&request.domain, &permit, authenticator_id).await
    })
    .await
}
