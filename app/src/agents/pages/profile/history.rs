//! The *History* tab.

use super::{ProfileHead, loaded_tab};
use crate::{
    agents::{
        pages::subject::{subject_id, subject_profile},
        paths,
    },
    api,
    components::{
        nhs::{PageLink, Pagination},
        time::Time,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{HistoryEntry, HistoryPage, NewerPage, UniqueUserId};

/// A page of the user's history, the newest entry first. `?before=…` in the address says which page; without it, this is the
/// first page.
#[component]
pub fn HistoryTab() -> impl IntoView {
    let (id, query) = (subject_id(), use_query_map());
    let before = Memo::new(move |_| query.read().get(paths::BEFORE).and_then(|before| before.parse::<i64>().ok()));
    let history = Resource::new(
        move || (id.get(), before.get()),
        |(id, before)| async move {
            let id = id?;
            Ok((id.clone(), api::view_history(id, before).await?))
        },
    );
    let profile = subject_profile();
    let content = loaded_tab(profile, move |_| async move {
        let (id, page) = history.await?;
        Ok(view! { <Page id page/> }.into_any())
    });
    view! {
        <ProfileHead profile tab="History"/>
        <h2 class="nhsuk-heading-m">"History"</h2>
        {content}
    }
}

#[component]
fn Page(id: UniqueUserId, page: HistoryPage) -> impl IntoView {
    let HistoryPage { entries, next, newer } = page;
    let to = |title: &'static str, before: Option<i64>| PageLink::new(paths::history(&id, before), title);
    let nothing = match (entries.is_empty(), newer) {
        (false, _) => None,
        (true, None) => Some("There is no history for this user yet."),
        (true, Some(_)) => Some("There are no older entries."),
    };
    let previous = newer.map(|newer| match newer {
        NewerPage::Newest => to("Newer", None),
        NewerPage::Before(before) => to("Newer", Some(before)),
    });
    let next = next.map(|before| to("Older", Some(before)));
    let pages = previous.is_some() || next.is_some();
    let entries: Vec<_> = entries.into_iter().map(|entry| view! { <Entry entry/> }).collect();
    view! {
        {nothing.map(|nothing| view! { <p>{nothing}</p> })}
        {(!entries.is_empty()).then(|| view! { <ol class="app-history">{entries}</ol> })}
        {pages.then(|| view! { <Pagination previous next/> })}
    }
}

#[component]
fn Entry(entry: HistoryEntry) -> impl IntoView {
    view! {
        <li class="app-history__entry">
            <p class="app-history__what">
                <strong>{entry.refused.then_some("Refused: ")} {entry.what}</strong>
                {(!entry.detail.is_empty()).then(|| [": ", &entry.detail].concat())}
            </p>
            <p class="app-history__when">
                <Time moment=entry.at/> " by " <bdi translate="no">{entry.by}</bdi>
            </p>
        </li>
    }
}
