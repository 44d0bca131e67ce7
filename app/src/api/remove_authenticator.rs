//! *Remove authenticator*.

use leptos::prelude::*;
use model::{AppError, AuthenticatorId, UniqueUserId};
use server_fn::codec::Json;

/// What the page and the server tell an agent who has not ticked the box that confirms the removal.
pub const CONFIRM_REMOVAL: &str = "Tick the box to confirm that you want to remove this authenticator";

/// Removes an authenticator of a user, and ends the sessions that it opened. `confirmed` says whether the agent ticked the box.
///
/// For RA Managers and RA Agents (Advanced), and for RA Agents if the operator allows it. Agents cannot do this for themselves,
/// and only an RA Manager can do it for a user who holds a staff role.
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
            let field_error = model::FieldError::new("confirmed", CONFIRM_REMOVAL);
            return Err(AppError::Invalid(vec![field_error]).into());
        }
        authenticators::remove(&request.domain, &permit, authenticator_id).await
    })
    .await
}
