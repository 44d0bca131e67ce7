//! *Confirm authenticator*.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, AuthenticatorId, FieldError, UniqueUserId};

/// What the page and the server tell an RA Manager who has not selected the box.
const CONFIRM: &str = "Select the box to confirm that you have checked this authenticator";

/// Confirms that an authenticator may sign in a user who was granted a staff role. `checked` says whether the RA Manager selected the box.
/// For RA Managers, and never for themselves.
///
/// # Errors
/// [`AppError::Invalid`] when the box was not selected, [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`]; when the
/// database fails.
#[server(endpoint = "confirm_authenticator", protocol = Post)]
pub async fn confirm_authenticator(
    unique_user_id: UniqueUserId,
    authenticator_id: AuthenticatorId,
    checked: bool,
) -> Result<(), AppError> {
    use super::request::{Request, answer};
    use domain::{access, authenticators};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::ConfirmAuthenticator>(&request.domain, &actor, &unique_user_id).await?;
        let wrong = wrong_confirmation(checked);
        if !wrong.is_empty() {
            return Err(AppError::Invalid(wrong).into());
        }
        authenticators::confirm(&request.domain, &permit, authenticator_id).await
    })
    .await
}

/// What is wrong with the form.
pub fn wrong_confirmation(checked: bool) -> Vec<FieldError> {
    (!checked).then(|| FieldError::new("checked", CONFIRM)).into_iter().collect()
}
