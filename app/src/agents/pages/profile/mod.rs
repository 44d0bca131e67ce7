//! The head of a user's profile, which is on each of its tabs. It says who the user is, and links to the other tabs.

mod authenticators;
mod card;
mod closed;
mod details;
mod history;
mod roles;

pub use authenticators::AuthenticatorsTab;
pub use card::{facts, name};
pub use details::DetailsTab;
pub use history::HistoryTab;
pub use roles::{RolesTab, facts as role_facts};

use super::{SearchMemory, flash::FlashBanner, subject::Profile};
use crate::{
    agents::paths,
    components::{
        loaded::{loaded_page, loaded_part},
        nhs::{BackLink, Current, NavItem, TabsNavigation},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use model::{AppError, UserProfile};

/// The head of the profile, or the error if there is none.
#[component]
pub fn ProfileHead(
    /// The profile of the user.
    profile: Profile,
    /// The tab that is shown, for the page's title.
    tab: &'static str,
) -> impl IntoView {
    loaded_page(move || async move {
        let profile = profile.await?;
        Ok(view! { <Head profile tab/> }.into_any())
    })
}

/// What `load` makes of the profile, below its head. If there is no profile, the head says why, and there is nothing below it.
fn loaded_tab<F>(profile: Profile, load: impl Fn(UserProfile) -> F + Copy + Send + Sync + 'static) -> AnyView
where
    F: Future<Output = Result<AnyView, AppError>> + Send + 'static,
{
    loaded_part(move || async move {
        match profile.await {
            Ok(profile) => load(profile).await,
            Err(_) => Ok(().into_any()),
        }
    })
}

#[component]
fn Head(profile: UserProfile, tab: &'static str) -> impl IntoView {
    let UserProfile { user, own, may_view_history, closure, .. } = profile;
    let path = use_location().pathname;
    let title = [tab, ": ", &user.name].concat();
    let tab = |text: &'static str, href: String| {
        let current = path.get_untracked().trim_end_matches('/') == href;
        NavItem::new(text, href).current(if current { Current::Page } else { Current::No })
    };
    let back = match use_context::<SearchMemory>().is_some_and(SearchMemory::has_results) {
        true => "Back to search results",
        false => "Find an existing user",
    };
    let id = &user.unique_user_id;
    let mut items = vec![
        tab("Details", paths::details(id)),
        tab("Authenticators", paths::authenticators(id)),
        tab("Roles", paths::roles(id)),
    ];
    if may_view_history {
        items.push(tab("History", paths::history(id, None)));
    }
    view! {
        <Title text=title/>
        {(!own).then(|| view! { <BackLink href=paths::FIND text=back/> })}
        <FlashBanner/>
        <h1 class="nhsuk-heading-l">
            <bdi translate="no">{user.name}</bdi>
            <span class="nhsuk-caption-l nhsuk-caption--bottom">
                "UUID " <span translate="no">{user.unique_user_id.to_string()}</span> ", date of birth " {user.date_of_birth.words}
            </span>
        </h1>
        {closure.map(closed::closed)}
        <TabsNavigation label="Profile" items/>
    }
}
