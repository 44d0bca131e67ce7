//! *My open links*: where each link that the agent generated stands, as it happens.

use crate::{
    agents::{
        pages::link::{Source, Watching, headline, watching},
        paths,
    },
    api,
    components::{
        changing::changing_words,
        countdown::Countdown,
        effect::effect,
        fresh::fresh,
        loaded::loaded_part,
        nhs::{VisuallyHidden, focus},
        problem::Problem,
    },
};
use leptos::{html, prelude::*};
use model::{LinkId, OwnLink};
use std::sync::Arc;

/// The links. The server renders their state at that moment. Without JavaScript, a reload shows the new state.
#[component]
pub fn OpenLinks() -> impl IntoView {
    let links = Resource::new(|| (), |()| api::list_own_links());
    loaded_part(move || async move {
        let links = links.await?;
        Ok(view! { <List links/> }.into_any())
    })
}

/// One connection for live events serves all links. Nobody waits at this page for one of them, so it closes while the page is hidden.
#[component]
fn List(links: Vec<OwnLink>) -> impl IntoView {
    let source = Source {
        path: "/live/links".to_owned(),
        look: Arc::new(|| Box::pin(api::list_own_links())),
        while_hidden: |_| false,
    };
    let Watching { picture, connected, problem } = watching(source, links);
    // The rows stay while only their states change, so that a person who is at one of them is not thrown out of it.
    let ids = Memo::new(move |_| picture.with(|links| links.iter().map(|own| own.link.id).collect::<Vec<_>>()));
    let rows = move || {
        let rows: Vec<_> = ids.get().into_iter().filter_map(|id| row(picture, id)).collect();
        fresh(rows.into_any())
    };
    let heading = NodeRef::<html::H2>::new();
    // When a row disappears that had the focus, the heading takes it.
    let before = StoredValue::new(ids.get_untracked());
    effect(Box::new(move || {
        let now = ids.get();
        if before.try_update_value(|before| std::mem::replace(before, now.clone())) == Some(now) {
            return;
        }
        request_animation_frame(move || {
            let lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
            if let Some(heading) = heading.get_untracked().filter(|_| lost) {
                focus(&heading);
            }
        });
    }));
    let none = move || {
        let none = ids.with(Vec::is_empty).then(|| view! { <p>"You have no open links."</p> });
        fresh(none.into_any())
    };
    let lost = move || {
        let lost = "Connection lost. We are trying to reconnect. What you see may be out of date.";
        fresh((!connected.get()).then(|| view! { <p>{lost}</p> }).into_any())
    };
    view! {
        <h2 class="nhsuk-heading-m app-focused-heading" node_ref=heading>
            "My open links"
        </h2>
        {move || fresh(problem.get().map(|error| view! { <Problem error/> }).into_any())}
        <div hidden=move || problem.with(Option::is_some)>
            <div role="status">{lost}</div>
            {none}
            <ul class="app-cards">{rows}</ul>
        </div>
    }
}

/// One link: for whom, where it stands, and its time left.
fn row(picture: RwSignal<Vec<OwnLink>>, id: LinkId) -> Option<AnyView> {
    let of_link = move |own: &&OwnLink| own.link.id == id;
    let OwnLink { unique_user_id, name, link } = picture.with_untracked(|links| links.iter().find(of_link).cloned())?;
    let stands =
        move || picture.with(|links| links.iter().find(of_link).map(|own| headline(&own.link))).unwrap_or_default();
    let is_open =
        Memo::new(move |_| picture.with(|links| links.iter().find(of_link).is_some_and(|own| own.link.end.is_none())));
    let seconds_left =
        Signal::derive(move || picture.with(|links| links.iter().find(of_link).map_or(0, |own| own.link.seconds_left)));
    let countdown = move || is_open.get().then(|| view! { <Countdown seconds_left quiet=true/> });
    let href = paths::link(&unique_user_id, id);
    let (hidden, said) = (name.clone(), name.clone());
    let about = ["Registration link for ", link.kind.one(), ", UUID "].concat();
    let row = view! {
        <li class="app-card">
            <div class="app-card__head">
                <h3 class="nhsuk-heading-s app-card__title">
                    <bdi translate="no">{name}</bdi>
                </h3>
                <a class="app-card__action" href=href>
                    "Go to this link"
                    <VisuallyHidden>" of " <bdi translate="no">{hidden}</bdi></VisuallyHidden>
                </a>
            </div>
            <p class="app-card__text">{about} <span translate="no">{unique_user_id.to_string()}</span></p>
            <p class="app-card__text" role="status">
                <VisuallyHidden><bdi translate="no">{said}</bdi> ": "</VisuallyHidden>
                <strong>{changing_words(Box::new(stands))}</strong>
            </p>
            {countdown}
        </li>
    };
    Some(row.into_any())
}
