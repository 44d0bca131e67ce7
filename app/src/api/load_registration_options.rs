//! The options for registering an authenticator.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, RegistrationChoice, RegistrationOptions, RegistrationToken};

/// Sends the options for `navigator.credentials.create()` to a browser that has [joined](super::join_link()) the link. This
/// does not use up the link. The token and the attempt's cookie give the right to do this.
///
/// # Errors
/// [`AppError::LinkUnknown`], also when this browser has not joined this link; [`AppError::LinkEnded`];
/// [`AppError::NoCookies`]; [`AppError::NotAdmitted`]; [`AppError::Ceremony`] when nothing can be registered for this user or
/// by this link's issuer any more; when the database fails.
#[server(endpoint = "load_registration_options", protocol = Post)]
pub async fn load_registration_options(
    token: RegistrationToken,
    choice: RegistrationChoice,
) -> Result<RegistrationOptions, AppError> {
    use super::request::{Request, answer};
    answer(async {
        let request = Request::current()?;
        let attempt = request.attempt().await?;
        if attempt.is_none() {
            // If the link is unknown or has ended, the user is told that and not about cookies.
            domain::link::look_up(&request.domain, &token, None).await?;
            request.check_cookies()?;
        }
        domain::link::options(&request.domain, &token, choice, attempt.as_ref()).await
    })
    .await
}
