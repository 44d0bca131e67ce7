//! *Generate link*.

use leptos::prelude::*;
use model::{AppError, AuthenticatorKind, GeneratedLink, Meeting, UniqueUserId};
use server_fn::codec::Json;

/// Generates a registration link for a user, in place of an open one. For RA Managers and RA Agents (Advanced), and RA
/// Agents where the operator lets them; never for oneself, and for staff only by an RA Manager. `minutes`: its life, if it
/// is not to be the usual one.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`], [`AppError::Conflict`];
/// [`AppError::Invalid`] (field `minutes`) when the life is out of the operator's bounds; when the database fails.
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
