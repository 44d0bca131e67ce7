//! What a closed profile says, on each of its tabs.

use crate::{
    agents::paths,
    components::{nhs::InsetText, time::Time},
};
use leptos::prelude::*;
use model::{Closure, OPERATOR};

/// When the profile was closed, by whom and why.
pub fn closed(closure: Closure) -> AnyView {
    let Closure { at, by, because, duplicate_of, note } = closure;
    // A profile that was closed before this was noted has no time.
    let by = at.is_some().then(|| by.unwrap_or_else(|| OPERATOR.to_owned()));
    let by = by.map(|by| view! { " by " <bdi translate="no">{by}</bdi> });
    let at = at.map(|at| view! { " " <Time moment=at/> });
    let because = because.map(|because| {
        let other = duplicate_of.map(|other| {
            let href = paths::details(&other.unique_user_id);
            let id = other.unique_user_id.to_string();
            view! {
                ": "
                <a href=href>
                    <bdi translate="no">{other.name}</bdi>
                    ", UUID "
                    <span translate="no">{id}</span>
                </a>
            }
        });
        view! { <p>"Reason: " {because.label()} {other}</p> }
    });
    view! {
        <InsetText>
            <p>
                <strong>"This profile is closed"</strong>
            </p>
            <p>"Closed" {at} {by} ". They cannot sign in."</p>
            {because}
            {note.map(|note| view! { <p>"Note: " <bdi>{note}</bdi></p> })}
        </InsetText>
    }
    .into_any()
}
