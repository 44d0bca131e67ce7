//! *Suspend authenticator*.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, AuthenticatorId, UniqueUserId};

/// Suspends an authenticator, and ends the sessions that it opened. Returns whether the session of this request was one of them.
///
/// All users can do this for themselves. For others, it is for the same people as the removal of an authenticator.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`], [`AppError::Conflict`]; when the database fails.
#[server(endpoint = "suspend_authenticator", protocol = Post)]
pub async fn suspend_authenticator(
    unique_user_id: UniqueUserId,
    authenticator_id: AuthenticatorId,
) -> Result<bool, AppError> {
    use super::{
        cookies::CookieName,
        request::{Request, answer},
    };
    use domain::{access, authenticators};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::SuspendAuthenticator>(&request.domain, &actor, &unique_user_id).await?;
        let signed_out = authenticators::suspend(&request.domain, &permit, authenticator_id).await?;
        if signed_out {
            request.clear_cookie(CookieName::Session);
        }
        Ok(signed_out)
    })
    .await
}
