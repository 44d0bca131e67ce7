//! What a registration link is for.

use leptos::prelude::*;
use model::{AppError, RegistrationInvitation};
use server_fn::codec::Json;

/// Who a link is for and what will be registered. Changes nothing, however often it is asked. The token is the authority.
/// The browser gets a cookie that is only to come back: whether it does shows at [*Continue*](super::begin_registration()).
///
/// # Errors
/// [`AppError::LinkUnknown`], [`AppError::LinkEnded`]; when the database fails.
#[server(endpoint = "open_registration", input = Json)]
pub async fn open_registration(token: String) -> Result<RegistrationInvitation, AppError> {
    use super::request::{Request, answer};
    answer(async {
        let request = Request::current()?;
        let invitation = domain::link::look_up(&request.domain, &token).await?;
        request.try_cookies();
        Ok(invitation)
    })
    .await
}
