//! *Continue* on the registration page.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, Preflight, RegistrationToken, Standing};

/// Joins a link: this browser becomes an attempt, with a cookie of its own. Returns the state of the attempt, usually with the
/// match code that the user must read out. Joining does not use up the link. The token gives the right to do this.
///
/// A browser that keeps no cookies cannot join. It would become another attempt on every try, could never go on, and would lock
/// the link out for everybody in the end. A page that reports whether cookies are on has [looked the link
/// up](super::look_up_link()) before, and got a cookie then. The refusal sends another cookie, so that a user who allows
/// cookies now can try again at once.
///
/// # Errors
/// [`AppError::LinkUnknown`], [`AppError::LinkEnded`]; [`AppError::NoCookies`]; when the database fails.
#[server(endpoint = "join_link", protocol = Post)]
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
            // This shows the browser to the agent. If the link is unknown or has ended, the user is told that and not about
            // cookies.
            let found = Preflight { cookies: Some(false), ..found };
            domain::link::visit(&request.domain, &token, &found).await?;
            request.try_cookies();
            return Err(no_cookies);
        }
        let attempt = request.attempt().await?;
        let joined = domain::link::join(&request.domain, &token, attempt.as_ref(), preflight, &request.client).await?;
        request.set_cookie(CookieName::Attempt, &joined.attempt);
        Ok(joined.standing)
    })
    .await
}
