//! What is around every page: skip link, header with who is signed in, footer.

use super::session::session;
use crate::components::nhs::{AccountItem, Current, Footer, Header, NavItem, SkipLink};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::Activity;

/// Header, main part and footer.
#[component]
pub fn Layout(
    /// The page.
    children: Children,
) -> impl IntoView {
    let session = session();
    let service = session.service_name.to_string();
    let path = use_location().pathname;
    let item = |text: &'static str, href: String| {
        let current = href.clone();
        NavItem::new(text, href).current(Signal::derive(move || Current::of(&path.get(), &current)))
    };
    let (mut account, mut navigation) = (Vec::new(), Vec::new());
    if let Some(who) = &session.signed_in {
        account.push(AccountItem::Name(who.name.clone().into()));
        account.push(AccountItem::Form("Sign out".into(), "/api/sign_out".into()));
        if who.may(Activity::ViewUsers) {
            navigation.push(item("Find an existing user", "/".to_owned()));
        }
        navigation.push(item("Your profile", ["/users/", who.unique_user_id.as_str()].concat()));
    }
    view! {
        <SkipLink/>
        <Header service=service.clone() account navigation/>
        <div class="nhsuk-width-container">
            <main class="nhsuk-main-wrapper" id="maincontent">
                {children()}
            </main>
        </div>
        <Footer copyright=service/>
    }
}
