//! The head of a user's profile, which is on each of its tabs. It says who the user is, and links to the other tabs.

mod authenticators;
mod card;
mod details;
mod history;

pub use authenticators::AuthenticatorsTab;
pub use card::facts;
pub use details::DetailsTab;
pub use history::HistoryTab;

use super::{flash::FlashBanner, subject::Profile};
use crate::{
    agents::paths,
    components::{
        loaded::loaded,
        nhs::{BackLink, Current, NavItem, TabsNavigation},
        problem::Problem,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use model::UserProfile;

/// The head of the profile, or the error if there is none.
#[component]
pub fn ProfileHead(
    /// The profile of the user.
    profile: Profile,
    /// The tab that is shown, for the page's title.
    tab: &'static str,
) -> impl IntoView {
    loaded(move || {
        Box::pin(async move {
            match profile.await {
                Ok(profile) => view! { <Head profile tab/> }.into_any(),
                Err(error) => view! { <Problem error page=true/> }.into_any(),
            }
        })
    })
}

#[component]
fn Head(profile: UserProfile, tab: &'static str) -> impl IntoView {
    let UserProfile { user, own, may_view_history, .. } = profile;
    let path = use_location().pathname;
    let title = [tab, ": ", &user.name].concat();
    let tab = |text: &'static str, href: String| {
        let current = path.get_untracked().trim_end_matches('/') == href;
        NavItem::new(text, href).current(if current { Current::Page } else { Current::No })
    };
    let id = &user.unique_user_id;
    let mut items = vec![tab("Details", paths::details(id)), tab("Authenticators", paths::authenticators(id))];
    if may_view_history {
        items.push(tab("History", paths::history(id, None)));
    }
    view! {
        <Title text=title/>
        {(!own).then(|| view! { <BackLink href=paths::HOME text="Find an existing user"/> })}
        <FlashBanner/>
        <h1 class="nhsuk-heading-l">
            <bdi>{user.name}</bdi>
            <span class="nhsuk-caption-l nhsuk-caption--bottom">
                {["UUID ", user.unique_user_id.as_str(), ", born ", &user.date_of_birth.words].concat()}
            </span>
        </h1>
        <TabsNavigation label="Profile" items/>
    }
}
