//! *Continue* on the registration page.

use leptos::prelude::*;
use model::{AppError, Preflight, RegistrationToken, Standing};
use server_fn::codec::Json;

/// Makes this browser an attempt (a cookie of its own) and says where it stands: mostly that its match code is to be read
/// out. Uses nothing up. The token is the authority.
///
/// A browser that keeps no cookies would be a new attempt whenever it tries again, could never go on, and would lock the link
/// for everybody in the end, so it becomes none. A page that says whether cookies are on has [looked the link
/// up](super::look_up_link()) before, and was given a cookie then. The refusal gives it another one: who allows cookies
/// now can try again straight away.
///
/// # Errors
/// [`AppError::LinkUnknown`], [`AppError::LinkEnded`]; [`AppError::NoCookies`]; when the database fails.
#[server(endpoint = "join_link", input = Json)]
pub async fn join_link(token: RegistrationToken, preflight: Option<Preflight>) -> Result<Standing, AppError> {
    use super::{
        cookies::CookieName,
        request::{Request, answer},
    };
    answer(async {
        let request = Request::current()?;
        if let Some(found @ Preflight { cookies: Some(_), .. }) = preflight
            && let Err(no_cookies) = request.check_cookies()
        {
            // The agent sees it. And of a link that is of no use any longer, that is said first.
            let found = Preflight { cookies: Some(false), ..found };
            domain::link::visit(&request.domain, &token, &found).await?;
            request.try_cookies();
            return Err(no_cookies);
        }
        let attempt = request.attempt().await?;
        let begun = domain::link::join(&request.domain, &token, attempt.as_ref(), preflight, &request.client).await?;
        request.set_cookie(CookieName::Attempt, &begun.attempt);
        Ok(begun.standing)
    })
    .await
}
