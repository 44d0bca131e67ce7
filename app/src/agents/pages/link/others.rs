//! Devices that opened the link and were not let in, after the agent has let another one in.

use super::{attempts::Attempts, match_code::MatchCodeForm};
use crate::components::{changing::changing_words, fresh::fresh};
use leptos::prelude::*;
use model::{UniqueUserId, WatchedLink};

/// They are folded, because most of them are link scanners. The field for a match code is there too: the user may have gone to another
/// device.
#[component]
pub fn Others(user: UniqueUserId, attempts: Memo<Attempts>, picture: RwSignal<WatchedLink>) -> impl IntoView {
    let link = picture.with_untracked(|picture| picture.id);
    let count = Memo::new(move |_| attempts.with(Attempts::folded));
    let summary = move || match count.get() {
        1 => "1 other device has opened the link".into(),
        count => [&count.to_string(), " other devices have opened the link"].concat().into(),
    };
    let can_be_let_in = Memo::new(move |_| count.get() > 0 && picture.with(|picture| picture.end.is_none()));
    let tries_left = Signal::derive(move || picture.with(|picture| picture.tries_left));
    let form = move || can_be_let_in.get().then(|| view! { <MatchCodeForm user=user.clone() link tries_left/> });
    view! {
        <details class="nhsuk-details" hidden=move || count.get() == 0>
            <summary class="nhsuk-details__summary">
                <span class="nhsuk-details__summary-text">{changing_words(Box::new(summary))}</span>
            </summary>
            <div class="nhsuk-details__text">
                <ul class="app-cards">{move || fresh(attempts.with(Attempts::folded_cards).into_any())}</ul>
                <div hidden=move || !can_be_let_in.get()>
                    <p>"If the user has changed to one of these devices, enter its code."</p>
                    {form}
                </div>
            </div>
        </details>
    }
}
