//! What a registration link is for.

use leptos::prelude::*;
use model::{AppError, LinkDetails, RegistrationToken};
use server_fn::codec::Json;

/// Who a link is for and what will be registered. Changes nothing, however often it is asked. The token is the authority.
/// The browser gets a cookie that is only to come back: whether it does shows at [*Continue*](super::join_link()).
///
/// # Errors
/// [`AppError::LinkUnknown`], [`AppError::LinkEnded`]; when the database fails.
#[server(endpoint = "look_up_link", input = Json)]
pub async fn look_up_link(token: RegistrationToken) -> Result<LinkDetails, AppError> {
    use super::request::{Request, answer};
    answer(async {
        let request = Request::current()?;
        let invitation = domain::link::look_up(&request.domain, &token).await?;
        request.try_cookies();
        Ok(invitation)
    })
    .await
}
