//! The users whose profiles the person viewed last.

use crate::{agents::paths, api, components::loaded::loaded_part};
use leptos::prelude::*;
use model::ViewedUser;

/// The list, the last one first.
#[component]
pub fn Viewed() -> impl IntoView {
    let viewed = Resource::new(|| (), |()| api::list_viewed_users());
    let list = loaded_part(move || async move {
        let viewed = viewed.await?;
        if viewed.is_empty() {
            return Ok(view! { <p>"You have not viewed any users yet."</p> }.into_any());
        }
        Ok(view! { <ul class="nhsuk-list">{viewed.into_iter().map(row).collect::<Vec<_>>()}</ul> }.into_any())
    });
    view! {
        <h2 class="nhsuk-heading-m">"Users you viewed last"</h2>
        {list}
    }
}

fn row(user: ViewedUser) -> impl IntoView {
    let ViewedUser { unique_user_id, name, date_of_birth } = user;
    view! {
        <li>
            <a href=paths::authenticators(&unique_user_id)>
                <bdi translate="no">{name}</bdi>
            </a>
            ", UUID "
            <span class="app-unbroken" translate="no">{unique_user_id.to_string()}</span>
            ", date of birth "
            <span class="app-unbroken">{date_of_birth.words}</span>
        </li>
    }
}
