//! *Remove authenticator*.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, AuthenticatorId, FieldError, RemovalReason, UniqueUserId, removal};

/// What the page and the server tell an agent who has not selected the box that confirms the removal.
const CONFIRM_REMOVAL: &str = "Select the box to confirm that you want to remove this authenticator";

/// The same when they have not chosen a reason.
const NO_REASON: &str = "Select why you are removing it";

/// Removes an authenticator of a user, and ends the sessions that it opened. `confirmed` says whether the agent selected the box,
/// and `note` is what they typed besides the `reason`; it may be empty.
///
/// For RA Managers and RA Agents (Advanced), and for RA Agents if the operator allows it. Agents cannot do this for themselves,
/// and only an RA Manager can do it for a user who holds a staff role.
///
/// # Errors
/// [`AppError::Invalid`] when it was not confirmed, when there is no reason or the note is too long, [`AppError::SignedOut`],
/// [`AppError::Refused`], [`AppError::NotFound`], [`AppError::Conflict`]; when the database fails.
#[server(endpoint = "remove_authenticator", protocol = Post)]
pub async fn remove_authenticator(
    unique_user_id: UniqueUserId,
    authenticator_id: AuthenticatorId,
    reason: Option<RemovalReason>,
    note: String,
    confirmed: bool,
) -> Result<(), AppError> {
    use super::request::{Request, answer};
    use domain::{access, authenticators};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::RemoveAuthenticator>(&request.domain, &actor, &unique_user_id).await?;
        let wrong = wrong_removal(reason, &note, confirmed);
        let Some(reason) = reason.filter(|_| wrong.is_empty()) else {
            return Err(AppError::Invalid(wrong).into());
        };
        authenticators::remove(&request.domain, &permit, authenticator_id, reason, &note).await
    })
    .await
}

/// What is wrong with the form, in the order of the page.
pub fn wrong_removal(reason: Option<RemovalReason>, note: &str, confirmed: bool) -> Vec<FieldError> {
    let reason = reason.is_none().then(|| FieldError::new("reason", NO_REASON));
    let note = removal::note(note).err().map(|message| FieldError::new("note", message));
    let confirmed = (!confirmed).then(|| FieldError::new("confirmed", CONFIRM_REMOVAL));
    reason.into_iter().chain(note).chain(confirmed).collect()
}
