//! *Cancel link*, and *Generate a new link*.

use super::words::words;
use crate::{
    api,
    components::{
        live_button::LiveButton,
        nhs::{ButtonKind, ButtonLink, ButtonType, InsetText},
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
    let cancel = Action::new(move |_: &()| {
        let user = user.clone();
        async move {
            let outcome = api::cancel_link(user.clone(), link).await;
            // An agent who is refused has not heard yet how the link ended, and what can be done about that.
            if outcome.is_err()
                && let Ok(seen) = api::watch_link(user, link).await
            {
                drop(picture.try_set(seen));
            }
            outcome
        }
    });
    let pending = cancel.pending();
    Effect::new(move || {
        if let Some(Err(error)) = cancel.value().get() {
            problem.set(Some(words(&error)));
        }
    });
    let button = move || {
        cancellable.get().then(|| {
            view! {
                <LiveButton
                    kind=ButtonKind::Secondary
                    button_type=ButtonType::Button
                    busy=pending
                    press=move || drop(cancel.dispatch(()))
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
