//! The home page: what the person may do, their open links, and the users whom they viewed last.

mod offers;
mod open_links;
mod viewed;

use super::find_user::{SearchField, SearchMemory};
use crate::{
    agents::{paths, session::session},
    components::{
        form_errors::FormErrors,
        nhs::{Card, ErrorSummary, HeadingLevel},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{NavigateOptions, components::Redirect, hooks::use_navigate};
use model::{Activity, FieldError, UserSearch};
use offers::offers;
use open_links::OpenLinks;
use viewed::Viewed;

const TITLE: &str = "What do you want to do?";

/// What the person may do, as cards. A user without a role sees their own profile instead.
#[component]
pub fn HomePage() -> impl IntoView {
    let who = session().signed_in?;
    if !who.may(Activity::ViewUsers) {
        return Some(view! { <Redirect path=paths::details(&who.unique_user_id)/> }.into_any());
    }
    let errors = FormErrors::new();
    let memory = use_context::<SearchMemory>().unwrap_or_default();
    let navigate = use_navigate();
    // What is searched for is never in an address, so the next page takes it from the memory.
    let search = move |(wanted, wrong): (UserSearch, Vec<FieldError>)| {
        if errors.check(wrong) {
            memory.ask(wanted);
            navigate(paths::FIND, NavigateOptions::default());
        }
    };
    let busy = RwSignal::new(false);
    let open_links = who.may(Activity::IssueAuthenticator).then(|| view! { <OpenLinks/> });
    let page = view! {
        <Title text=TITLE/>
        <ErrorSummary errors=errors.summary()/>
        <h1 class="nhsuk-heading-l">{TITLE}</h1>
        <div class="app-two-thirds">
            <Card heading="Find an existing user" href=paths::FIND level=HeadingLevel::H2>
                <SearchField errors busy submit=Callback::new(search)/>
            </Card>
        </div>
        <ul class="app-cards app-offers">{offers(&who)}</ul>
        {open_links}
        <Viewed/>
    };
    Some(page.into_any())
}
