//! The live panel of a registration link: what happens on the user's side, as it happens.

mod attempts;
mod ending;
mod findings;
mod fresh_link;
mod hand_over;
mod hearing;
mod match_code;
mod others;
mod registered;
mod stage;
mod status;
mod watching;
mod words;

pub use fresh_link::FreshLink;
pub use stage::headline;
pub use watching::{Source, Watching, watching};

use super::subject::{subject_heading, subject_id, subject_profile};
use crate::{
    agents::{layout::Badge, paths},
    api,
    components::{effect::effect, fresh::fresh, loaded::loaded_page, nhs::BackLink, problem::Problem},
};
use attempts::Attempts;
use ending::{Again, Ending};
use hand_over::{Email, HandOver};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{AppError, LinkId, UserProfile, WatchedLink};
use others::Others;
use stage::{needs_code, waits};
use status::Status;
use std::sync::Arc;

/// A link and its state. The server renders the state at that moment. Without JavaScript, a reload shows the new state.
#[component]
pub fn LinkPage() -> impl IntoView {
    let profile = subject_profile();
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get(paths::LINK).and_then(|text| text.parse().ok()).map(LinkId));
    let user = subject_id();
    let watched = Resource::new(
        move || (user.get(), id.get()),
        |(user, id)| async move { api::watch_link(user?, id.ok_or(AppError::NotFound)?).await },
    );
    loaded_page(move || async move {
        let (profile, watched) = (profile.await?, watched.await?);
        Ok(view! { <Supervision profile watched/> }.into_any())
    })
}

/// On a wide screen, what happens is on the left and the link is on the right. On a narrow one, the link is below, and the place above it
/// is as high as it ever needs to be. So nothing moves while the agent is about to select something.
#[component]
fn Supervision(profile: UserProfile, watched: WatchedLink) -> impl IntoView {
    let WatchedLink { id, kind, meeting, match_code_wanted, .. } = watched.clone();
    let user = profile.user;
    let fresh_link = FreshLink::of_document();
    let generated = fresh_link.with_id(id);
    let watched_user = user.unique_user_id.clone();
    let source = Source {
        path: ["/live/links/", watched_user.as_str(), "/", &id.to_string()].concat(),
        look: Arc::new(move || Box::pin(api::watch_link(watched_user.clone(), id))),
        while_hidden: WatchedLink::goes_on,
    };
    let watching = watching(source, watched);
    let Watching { picture, problem, .. } = watching;

    let open = Memo::new(move |_| picture.with(|picture| picture.end.is_none()));
    let cancellable = Memo::new(move |_| picture.with(WatchedLink::goes_on));
    effect(Box::new(move || {
        if !open.get() && generated.with_untracked(Option::is_some) {
            fresh_link.forget();
        }
    }));
    let waits = Memo::new(move |_| picture.with(waits));
    let badge = Badge::of_document().0;
    effect(Box::new(move || badge.set(waits.get())));
    on_cleanup(move || badge.set(None));
    let title = {
        let name = user.name.clone();
        move || match waits.get() {
            Some(waits) => [waits, " – ", &name].concat(),
            None => ["Registration link: ", &name].concat(),
        }
    };
    // The cards are drawn again only when they have changed, so that a person who reads one with a screen reader is not
    // thrown out of it.
    let attempts = Memo::new(move |_| picture.with(Attempts::of));
    let cards = move || fresh(attempts.with(Attempts::cards).into_any());
    let hand_over = {
        let email = match (profile.may_email, match_code_wanted) {
            (false, _) => Email::NotSetUp,
            (true, false) => Email::NoMatchCode(profile.link_terms.video.match_code),
            (true, true) => Email::Ready,
        };
        let user = user.clone();
        let first = Signal::derive(move || picture.with(|picture| !needs_code(picture)));
        move || {
            let view = match (open.get(), generated.get()) {
                (false, _) => ().into_any(),
                (true, Some(link)) => {
                    let copied = fresh_link.copied;
                    view! { <HandOver link kind user=user.clone() meeting email copied first/> }.into_any()
                }
                (true, None) => view! {
                    <p class="app-not-printed">
                        "For security, the link is only shown in the tab where it was generated. If the user does not have it, generate a new \
                         link."
                    </p>
                }
                .into_any(),
            };
            fresh(view)
        }
    };
    let again = paths::instructions(&user.unique_user_id, kind);
    let id_of_user = user.unique_user_id.clone();
    view! {
        <Title text=title/>
        <BackLink href=paths::authenticators(&user.unique_user_id) text="Back to authenticators"/>
        {subject_heading(&user, ["Registration link for ", kind.one()].concat())}
        {move || fresh(problem.get().map(|error| view! { <Problem error/> }).into_any())}
        // What was seen last is no longer true.
        <div class="app-panel" hidden=move || problem.with(Option::is_some)>
            <div class="app-panel__status">
                <Status user watching/>
                <Again user=id_of_user.clone() picture cancellable/>
            </div>
            <div class="app-panel__link">{hand_over}</div>
            <div class="app-panel__more">
                <ul class="app-cards">{cards}</ul>
                <Others user=id_of_user.clone() attempts picture/>
                <Ending user=id_of_user picture cancellable again/>
            </div>
        </div>
    }
}
