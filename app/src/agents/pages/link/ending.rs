//! *Cancel link*, and *Generate a new link*.

use super::words::words;
use crate::{
    api,
    components::{
        live_button::LiveButton,
        nhs::{ButtonKind, ButtonLink, ButtonType, InsetText},
        submission::Submission,
    },
};
use leptos::prelude::*;
use model::{UniqueUserId, WatchedLink};

/// The button *Cancel link*, as long as cancelling has an effect, and the link to generate a new registration link.
#[component]
pub fn Ending(
    user: UniqueUserId,
    picture: RwSignal<WatchedLink>,
    cancellable: Memo<bool>,
    again: String,
) -> impl IntoView {
    let problem = RwSignal::new(None::<String>);
    let link = picture.with_untracked(|picture| picture.id);
    let cancel = Submission::new();
    let press = move || {
        let user = user.clone();
        let call = async move {
            let outcome = api::cancel_link(user.clone(), link).await;
            // Perhaps the link has already ended, and the page does not know that yet. So the page loads the state of the link,
            // to show how the link ended and what the agent can do now.
            if outcome.is_err()
                && let Ok(seen) = api::watch_link(user, link).await
            {
                drop(picture.try_set(seen));
            }
            outcome
        };
        cancel.send(Box::pin(call), move |outcome| {
            if let Err(error) = outcome {
                problem.set(Some(words(&error)));
            }
        });
    };
    let button = move || {
        let press = press.clone();
        cancellable.get().then(|| {
            view! {
                <LiveButton
                    kind=ButtonKind::Secondary
                    button_type=ButtonType::Button
                    busy=cancel.pending
                    press
                >
                    "Cancel link"
                </LiveButton>
            }
        })
    };
    view! {
        <div aria-live="assertive">
            {move || problem.get().map(|problem| view! { <InsetText><p>{problem}</p></InsetText> })}
        </div>
        <div class="nhsuk-button-group">
            {button} <ButtonLink kind=ButtonKind::Secondary href=again>"Generate a new link"</ButtonLink>
        </div>
    }
}
