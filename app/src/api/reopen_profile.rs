//! *Reopen profile*.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, UniqueUserId};

/// Reopens a user's closed profile, for `reason`. They get nothing back: an agent must issue an authenticator to them.
///
/// For RA Managers and RA Agents (Advanced), and for RA Agents if the operator allows it. Agents cannot do this for themselves,
/// and only an RA Manager can do it for a user who held a staff role.
///
/// # Errors
/// [`AppError::Invalid`] without a reason, [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`]; when the
/// database fails.
#[server(endpoint = "reopen_profile", protocol = Post)]
pub async fn reopen_profile(unique_user_id: UniqueUserId, reason: String) -> Result<(), AppError> {
    use super::request::{Request, answer};
    use domain::{access, people};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::ReopenProfile>(&request.domain, &actor, &unique_user_id).await?;
        people::reopen(&request.domain, &permit, &reason).await
    })
    .await
}
