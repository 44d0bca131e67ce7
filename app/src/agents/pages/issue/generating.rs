//! Generates a link, copies it where the browser lets it, and goes to its page.

use crate::{
    agents::{pages::link::FreshLink, paths},
    api, browser,
    components::submission::Submission,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::{AppError, AuthenticatorKind, IdentityAnswers, Meeting, UniqueUserId};

/// What the agent has chosen for a link.
#[derive(Clone, Debug)]
pub struct Choices {
    /// For whom it is.
    pub user: UniqueUserId,
    /// What can be registered with it.
    pub kind: AuthenticatorKind,
    /// How the agent and the user meet.
    pub meeting: Meeting,
    /// How long it works; `None` for the usual time.
    pub minutes: Option<u32>,
    /// What the agent states about the identity of the user.
    pub identity: IdentityAnswers,
}

/// Generates a link with these choices, and goes to its page. Otherwise `failed` is called. Call the function that this returns when
/// the agent has selected something, because otherwise a browser refuses to copy the link.
pub fn generating(
    generate: Submission,
    failed: impl Fn(AppError) + Copy + Send + Sync + 'static,
) -> impl Fn(Choices) + Clone + Send + Sync + 'static {
    let navigate = use_navigate();
    let fresh_link = FreshLink::of_document();
    move |Choices { user, kind, meeting, minutes, identity }| {
        let navigate = navigate.clone();
        let call = api::generate_link(user.clone(), kind, meeting, minutes, identity);
        generate.send(Box::pin(call), move |generated| match generated {
            Ok(generated) => {
                let (page, url) = (paths::link(&user, generated.id), generated.url.clone());
                fresh_link.keep(generated);
                // The page does not wait for this, because a browser may first ask the agent whether it may copy.
                spawn_local(async move {
                    if browser::copy(url).await {
                        _ = fresh_link.copied.try_set(true);
                    }
                });
                navigate(&page, NavigateOptions::default());
            }
            Err(error) => failed(error),
        });
    }
}
