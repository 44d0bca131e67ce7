//! The options for the device's prompt.

use leptos::prelude::*;
use model::{AppError, RegistrationChoice, RegistrationOptions, RegistrationToken};
use server_fn::codec::Json;

/// Gives a browser that [began](super::join_link()) the options for `navigator.credentials.create()`. Uses nothing
/// up. The token and the attempt's cookie are the authority.
///
/// # Errors
/// [`AppError::LinkUnknown`], also when this browser has not begun with this link; [`AppError::LinkEnded`];
/// [`AppError::NoCookies`]; [`AppError::NotAdmitted`]; when the database fails.
#[server(endpoint = "load_registration_options", input = Json)]
pub async fn load_registration_options(
    token: RegistrationToken,
    choice: RegistrationChoice,
) -> Result<RegistrationOptions, AppError> {
    use super::request::{Request, answer};
    answer(async {
        let request = Request::current()?;
        let attempt = request.attempt().await?;
        if attempt.is_none() {
            // Of a link that is of no use, that is said first.
            domain::link::look_up(&request.domain, &token).await?;
            request.check_cookies()?;
        }
        domain::link::options(&request.domain, &token, choice, attempt.as_ref()).await
    })
    .await
}
