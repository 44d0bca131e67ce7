//! *Generate link*.

use leptos::prelude::*;
use model::{AppError, AuthenticatorKind, GeneratedLink, Meeting, UniqueUserId};
use server_fn::codec::Json;

/// Generates a registration link for a user. It replaces the user's open link, if there is one. It works for `minutes`; if they
/// are `None`, for the usual time.
///
/// For RA Managers and RA Agents (Advanced), and for RA Agents if the operator allows it. Agents cannot do this for themselves,
/// and only an RA Manager can do it for a user who holds a staff role.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`], [`AppError::Conflict`];
/// [`AppError::Invalid`] (field `minutes`) when `minutes` are outside the operator's bounds; when the database fails.
#[server(endpoint = "generate_link", input = Json)]
pub async fn generate_link(
    unique_user_id: UniqueUserId,
    kind: AuthenticatorKind,
    meeting: Meeting,
    minutes: Option<u32>,
) -> Result<GeneratedLink, AppError> {
    use super::request::{Request, answer};
    use domain::{access, link};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::IssueAuthenticator>(&request.domain, &actor, &unique_user_id).await?;
        link::generate(&request.domain, &permit, kind, meeting, minutes).await
    })
    .await
}
