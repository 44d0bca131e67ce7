//! *Generate another link*, on the page of a link that has ended.

use super::generating::{Choices, generating};
use crate::{
    agents::paths,
    components::{
        fresh::fresh,
        live_button::LiveButton,
        nhs::{ButtonLink, ButtonType},
        submission::Submission,
    },
};
use leptos::prelude::*;
use model::{AppError, UniqueUserId, WatchedLink};

/// The button that generates another link with the same choices, and goes to the page of that link. It is for the same meeting, so the
/// agent need not state again how they checked the identity of the user. After a link of another agent, who made that statement, and
/// after an invitation of the operator, the button leads to the page on which the agent states it.
#[component]
pub fn GenerateAgain(user: UniqueUserId, link: WatchedLink) -> impl IntoView {
    const WORDS: &str = "Generate another link";
    let WatchedLink { kind, meeting, minutes, own, identity, .. } = link;
    let (Some(meeting), Some(identity)) = (meeting, identity.filter(|_| own)) else {
        return view! { <ButtonLink href=paths::instructions(&user, kind)>{WORDS}</ButtonLink> }.into_any();
    };
    let problem = RwSignal::new(None::<String>);
    let sending = Submission::new();
    let failed = move |error| {
        let message = match error {
            AppError::Invalid(wrong) => wrong.into_iter().next().map(|wrong| wrong.message),
            error => Some(error.to_string()),
        };
        problem.set(message);
    };
    let generate = generating(sending, failed);
    let press = move || {
        problem.set(None);
        let identity = identity.clone().into();
        generate(Choices { user: user.clone(), kind, meeting, minutes: Some(minutes), identity });
    };
    view! {
        <div aria-live="assertive" aria-atomic="true">
            {move || fresh(problem.get().map(|problem| view! { <p class="nhsuk-error-message">{problem}</p> }).into_any())}
        </div>
        <LiveButton button_type=ButtonType::Button busy=sending.pending press>{WORDS}</LiveButton>
    }
    .into_any()
}
