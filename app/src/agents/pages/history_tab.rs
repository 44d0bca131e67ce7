//! The *History* tab.

use super::{
    profile::ProfileHead,
    subject::{subject_id, subject_profile},
};
use crate::{
    api,
    components::{loaded::loaded, nhs::InsetText, problem::Problem, time::Time},
};
use leptos::prelude::*;
use model::HistoryEntry;

/// What happened to the user, the newest first.
#[component]
pub fn HistoryTab() -> impl IntoView {
    let id = subject_id();
    let history = Resource::new(move || id.get(), |id| async move { api::view_history(id?).await });
    let profile = subject_profile();
    let content = loaded(move || {
        Box::pin(async move {
            // The head of the profile says why.
            if profile.await.is_err() {
                return ().into_any();
            }
            match history.await {
                Ok(entries) if entries.is_empty() => {
                    view! { <InsetText><p>"Nothing has happened yet."</p></InsetText> }.into_any()
                }
                Ok(entries) => {
                    let entries: Vec<_> = entries.into_iter().map(|entry| view! { <Entry entry/> }).collect();
                    view! { <ol class="app-history">{entries}</ol> }.into_any()
                }
                Err(error) => view! { <Problem error/> }.into_any(),
            }
        })
    });
    view! {
        <ProfileHead profile tab="History"/>
        <h2 class="nhsuk-heading-m">"History"</h2>
        {content}
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
                <Time moment=entry.at/> " by " <bdi>{entry.by}</bdi>
            </p>
        </li>
    }
}
