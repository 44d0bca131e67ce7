//! A user's profile: who it is, and the tabs.

use super::{
    flash::FlashBanner,
    subject::{profile_path, subject_profile},
};
use crate::components::{
    nhs::{BackLink, Current, NavItem, TabsNavigation},
    problem::Problem,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{components::Outlet, hooks::use_location};
use model::UserProfile;

/// The head of the profile and the tab that the address names.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let profile = subject_profile();
    provide_context(profile);
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match profile.await {
                    Ok(profile) => view! { <Head profile/> }.into_any(),
                    Err(error) => {
                        view! {
                            <Title text="Profile"/>
                            <h1 class="nhsuk-heading-l">"Profile"</h1>
                            <Problem error/>
                        }
                            .into_any()
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn Head(profile: UserProfile) -> impl IntoView {
    let UserProfile { user, own, may_view_history, .. } = profile;
    let path = use_location().pathname;
    let tab = |text: &'static str, below: &str| {
        let href = profile_path(&user.unique_user_id, below);
        let current = href.clone();
        NavItem::new(text, href).current(Signal::derive(move || {
            if path.get().trim_end_matches('/') == current { Current::Page } else { Current::No }
        }))
    };
    let mut items = vec![tab("Details", ""), tab("Authenticators", "/authenticators")];
    if may_view_history {
        items.push(tab("History", "/history"));
    }
    view! {
        <Title text=user.name.clone()/>
        {(!own).then(|| view! { <BackLink href="/" text="Find an existing user"/> })}
        <FlashBanner/>
        <h1 class="nhsuk-heading-l">
            <bdi>{user.name}</bdi>
            <span class="nhsuk-caption-l nhsuk-caption--bottom">
                {["UUID ", user.unique_user_id.as_str()].concat()}
                ", born "
                {user.date_of_birth.words}
            </span>
        </h1>
        <TabsNavigation label="Profile" items/>
        <Outlet/>
    }
}
