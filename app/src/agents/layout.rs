//! What is around every page: a skip link, a header that names the person who is signed in, and a footer.

use super::{paths, session::session};
use crate::components::nhs::{AccountItem, Current, Footer, Header, NavItem, SkipLink, focus};
use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys::HtmlElement};
use leptos_router::hooks::use_location;
use model::Activity;

/// The id of the main part, to which the skip link leads.
const MAIN_ID: &str = "maincontent";

/// Header, main part and footer.
#[component]
pub fn Layout(
    /// The page.
    children: Children,
) -> impl IntoView {
    let session = session();
    let service = session.service_name.to_string();
    let location = use_location();
    let (path, search) = (location.pathname, location.search);
    // When a person has gone to another page, its main part takes the focus. On the first page, the focus stays where the
    // browser has set it.
    Effect::new(move |before: Option<String>| {
        let now = [path.get(), search.get()].join("?");
        let main = document().get_element_by_id(MAIN_ID).and_then(|main| main.dyn_into::<HtmlElement>().ok());
        if let Some(main) = main.filter(|_| before.is_some_and(|before| before != now)) {
            focus(&main);
        }
        now
    });
    let item = |text: &'static str, href: String| {
        let current = href.clone();
        NavItem::new(text, href).current(Signal::derive(move || Current::of(&path.get(), &current)))
    };
    let (mut account, mut navigation) = (Vec::new(), Vec::new());
    if let Some(who) = &session.signed_in {
        account.push(AccountItem::Name(who.name.clone().into()));
        account.push(AccountItem::Form("Sign out".into(), "/api/sign_out".into()));
        if who.may(Activity::ViewUsers) {
            navigation.push(item("Find an existing user", paths::HOME.to_owned()));
        }
        navigation.push(item("Your profile", paths::details(&who.unique_user_id)));
    }
    view! {
        <SkipLink/>
        <Header service=service.clone() account navigation/>
        <div class="nhsuk-width-container">
            <main class="nhsuk-main-wrapper" id=MAIN_ID>
                {children()}
            </main>
        </div>
        <Footer copyright=service/>
    }
}
