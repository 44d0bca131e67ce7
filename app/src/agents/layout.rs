//! What is around every page: a skip link, a header that names the person who is signed in, and a footer. When the session has
//! ended, a notice takes the place of the page.

use super::{paths, session::session, timeout::Timeout, warning::Warning};
use crate::{
    agents::pages::FreshLink,
    components::{
        focus::FocusedHeading,
        nhs::{AccountItem, Current, Footer, Header, NavItem, SkipLink, focus},
    },
};
use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys::HtmlElement};
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use model::Activity;

/// The id of the main part, to which the skip link leads.
const MAIN_ID: &str = "maincontent";

/// What the header says about the page, so that it is seen wherever the page is scrolled to: that something waits for the agent.
#[derive(Clone, Copy, Default)]
pub struct Badge(pub RwSignal<Option<&'static str>>);

impl Badge {
    /// Provides a place for one badge to all pages of the document.
    pub fn provide() {
        provide_context(Self::default());
    }

    /// The badge of this document.
    pub fn of_document() -> Self {
        use_context().unwrap_or_default()
    }
}

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
        // This is where people are led to when they sign out.
        if path.get() == paths::SIGN_IN && search.get().is_empty() {
            FreshLink::of_document().forget();
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
            navigation.push(item("Home", paths::HOME.to_owned()));
            navigation.push(item("Find an existing user", paths::FIND.to_owned()));
        }
        if who.may(Activity::Administer) {
            navigation.push(item("Roles", paths::ALL_ROLES.to_owned()));
            navigation.push(item("Organisations", paths::ALL_ORGANISATIONS.to_owned()));
        }
        navigation.push(item("Your profile", paths::details(&who.unique_user_id)));
    }
    let ended = Timeout::of_document().ended;
    let badge = Badge::of_document().0;
    // After the end of the session, the header names nobody.
    let account = Signal::derive(move || {
        let badge = badge.get().map(|words| AccountItem::Badge(words.into()));
        let items = (!ended.get()).then(|| badge.into_iter().chain(account.clone()).collect());
        items.unwrap_or_default()
    });
    let navigation = Signal::derive(move || if ended.get() { Vec::new() } else { navigation.clone() });
    let here = Signal::derive(move || {
        let (path, query) = (path.get(), search.get());
        if query.is_empty() { path } else { [&path, "?", &query].concat() }
    });
    let notice = move || ended.get().then(|| view! { <SignedOut href=paths::sign_in(&here.get_untracked())/> });
    view! {
        <SkipLink/>
        <Header service=service.clone() account navigation/>
        <div class="nhsuk-width-container">
            <main class="nhsuk-main-wrapper" id=MAIN_ID>
                {notice}
                // What was seen last may no longer be true.
                <div class="app-page" hidden=move || ended.get()>
                    {children()}
                </div>
            </main>
        </div>
        <Footer copyright=service/>
        <Warning here/>
    }
}

/// Takes the place of a page when the session has ended. Signing in leads back to the page.
#[component]
fn SignedOut(href: String) -> impl IntoView {
    view! {
        <Title text="You have been signed out"/>
        <FocusedHeading>"You have been signed out"</FocusedHeading>
        <p>"Sign in again to carry on with this page."</p>
        <p>
            // Signing in loads a new document.
            <a class="nhsuk-button" href=href rel="external" draggable="false">
                "Sign in"
            </a>
        </p>
    }
}
