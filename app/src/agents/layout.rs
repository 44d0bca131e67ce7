//! What is around every page: skip link, header with who is signed in, footer.

use super::session::session;
use crate::components::nhs::{AccountItem, Footer, Header, NavItem, SkipLink};
use leptos::prelude::*;
use model::Activity;

/// Header, main part and footer.
#[component]
pub fn Layout(
    /// The page.
    children: Children,
) -> impl IntoView {
    let session = session();
    let service = session.service_name.to_string();
    let (mut account, mut navigation) = (Vec::new(), Vec::new());
    if let Some(who) = &session.signed_in {
        account.push(AccountItem::Name(who.name.clone().into()));
        account.push(AccountItem::Form("Sign out".into(), "/api/sign_out".into()));
        if who.may(Activity::ViewUsers) {
            navigation.push(NavItem::new("Find an existing user", "/"));
        }
        navigation.push(NavItem::new("Your profile", ["/users/", who.unique_user_id.as_str()].concat()));
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
