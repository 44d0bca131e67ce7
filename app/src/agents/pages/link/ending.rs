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

/// *Cancel link* while that can change anything, and a new one.
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
            // An agent who is refused has not heard yet how the link ended, and what can be done about that.
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
