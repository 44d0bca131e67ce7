//! *Generate link*.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, AuthenticatorKind, GeneratedLink, IdentityAnswers, Meeting, UniqueUserId};

/// Generates a registration link for a user. It replaces the user's open link, if there is one. It works for `minutes`; if they
/// are `None`, for the usual time. `identity` is what the agent states about the identity of the user.
///
/// For RA Managers and RA Agents (Advanced), and for RA Agents if the operator allows it. Agents cannot do this for themselves,
/// and only an RA Manager can do it for a user who holds a staff role.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`], [`AppError::Conflict`];
/// [`AppError::Invalid`] (fields `why` and `how`) when the statement is not complete or contradicts what is known of the user, and
/// (field `minutes`) when `minutes` are outside the operator's bounds; when the database fails.
#[server(endpoint = "generate_link", protocol = Post)]
pub async fn generate_link(
    unique_user_id: UniqueUserId,
    kind: AuthenticatorKind,
    meeting: Meeting,
    minutes: Option<u32>,
    identity: IdentityAnswers,
) -> Result<GeneratedLink, AppError> {
    use super::request::{Request, answer};
    use domain::{access, link};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::IssueAuthenticator>(&request.domain, &actor, &unique_user_id).await?;
        link::generate(&request.domain, &permit, kind, meeting, minutes, &identity).await
    })
    .await
}
