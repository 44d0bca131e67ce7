//! *Reinstate authenticator*.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, AuthenticatorId, UniqueUserId};

/// Makes a suspended authenticator of a user active again, for `reason`.
///
/// For RA Managers and RA Agents (Advanced), and for RA Agents if the operator allows it. Agents cannot do this for themselves,
/// and only an RA Manager can do it for a user who holds a staff role.
///
/// # Errors
/// [`AppError::Invalid`] without a reason, [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`]; when the
/// database fails.
#[server(endpoint = "reinstate_authenticator", protocol = Post)]
pub async fn reinstate_authenticator(
    unique_user_id: UniqueUserId,
    authenticator_id: AuthenticatorId,
    reason: String,
) -> Result<(), AppError> {
    use super::request::{Request, answer};
    use domain::{access, authenticators};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::ReinstateAuthenticator>(&request.domain, &actor, &unique_user_id).await?;
        authenticators::reinstate(&request.domain, &permit, authenticator_id, &reason).await
    })
    .await
}
