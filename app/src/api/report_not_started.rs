//! What the registration page reports when it cannot run.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, RegistrationToken};

/// Records that the page of a link was loaded in a browser, but does not run there: `web_assembly` says whether the browser has
/// WebAssembly. Like [`report_visit`](super::report_visit()), this is for the agent to see, and does not use up the link. The script
/// `start.js` calls it, because there is no WASM that could. The token gives the right to do this.
///
/// # Errors
/// [`AppError::LinkUnknown`], [`AppError::LinkEnded`]; when the database fails.
#[server(endpoint = "report_not_started", protocol = Post)]
pub async fn report_not_started(
    token: RegistrationToken,
    web_assembly: bool,
    touch_points: i32,
) -> Result<(), AppError> {
    use super::request::{Request, answer};
    use model::{Browser, Device, Preflight, Trouble};
    answer(async {
        let request = Request::current()?;
        let user_agent = request.client.user_agent.as_deref().unwrap_or_default();
        let device = Device::of(user_agent, touch_points);
        let preflight = Preflight {
            device,
            browser: Browser::of(user_agent, device),
            // Nothing was looked for, so nothing is said to be missing.
            secure_context: true,
            webauthn: true,
            platform_authenticator: None,
            hybrid: None,
            cookies: None,
            trouble: Some(if web_assembly { Trouble::NotLoaded } else { Trouble::NoWebAssembly }),
        };
        domain::link::visit(&request.domain, &token, &preflight).await
    })
    .await
}
