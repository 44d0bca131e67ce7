//! *Close profile*.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, ClosedBecause, FieldError, UniqueUserId, removal};

/// What the page and the server tell an agent who has not chosen a reason.
const NO_REASON: &str = "Select why you are closing this profile";

/// The same when a duplicate does not say of which profile.
const NO_OTHER: &str = "Enter the UUID of the other profile, 12 digits";

/// Closes a user's profile. `duplicate_of` is the UUID that the agent typed for a duplicate, and `note` is what they typed besides
/// the reason; it may be empty.
///
/// For RA Managers and RA Agents (Advanced), and for RA Agents if the operator allows it. Agents cannot do this for themselves,
/// and only an RA Manager can do it for a user who holds a staff role.
///
/// # Errors
/// [`AppError::Invalid`] when there is no reason, when a duplicate names no other open profile, or the note is too long,
/// [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`], [`AppError::Conflict`]; when the database fails.
#[server(endpoint = "close_profile", protocol = Post)]
pub async fn close_profile(
    unique_user_id: UniqueUserId,
    because: Option<ClosedBecause>,
    duplicate_of: String,
    note: String,
) -> Result<(), AppError> {
    use super::request::{Request, answer};
    use domain::{access, people};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::CloseProfile>(&request.domain, &actor, &unique_user_id).await?;
        let wrong = wrong_closing(because, &duplicate_of, &note);
        let Some(because) = because.filter(|_| wrong.is_empty()) else {
            return Err(AppError::Invalid(wrong).into());
        };
        let other = duplicate_of.parse().ok();
        let closing = people::Closing { because, duplicate_of: other.as_ref(), note: &note };
        people::close(&request.domain, &permit, closing).await
    })
    .await
}

/// What is wrong with the form, in the order of the page.
pub fn wrong_closing(because: Option<ClosedBecause>, duplicate_of: &str, note: &str) -> Vec<FieldError> {
    let is_duplicate = because == Some(ClosedBecause::Duplicate);
    let reason = because.is_none().then(|| FieldError::new("because", NO_REASON));
    let other = (is_duplicate && duplicate_of.parse::<UniqueUserId>().is_err())
        .then(|| FieldError::new("duplicate_of", NO_OTHER));
    let note = removal::note(note).err().map(|message| FieldError::new("note", message));
    reason.into_iter().chain(other).chain(note).collect()
}
