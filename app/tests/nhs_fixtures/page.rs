//! What frames a page: header, footer, navigation, and links from page to page.

use crate::compare::{Outcome, renders, same, same_part};
use app::components::nhs::{
    AccountItem, BackLink, Button, ButtonKind, ButtonLink, ButtonType, Current, Footer, Header, NavItem, PageLink,
    Pagination, SkipLink, TabsNavigation,
};
use leptos::prelude::*;

#[test]
fn buttons() -> Outcome {
    same("button/default", || view! { <Button>"Save and continue"</Button> })?;
    same("button/disabled", || view! { <Button disabled=true>"Disabled button"</Button> })?;
    same("button/secondary", || view! { <Button kind=ButtonKind::Secondary>"Find my location"</Button> })?;
    same("button/warning", || view! { <Button kind=ButtonKind::Warning>"Yes, delete this vaccine"</Button> })?;
    renders(r#"<button class="nhsuk-button" type="button">Next</button>"#, || {
        view! { <Button button_type=ButtonType::Button press=|| ()>"Next"</Button> }
    })
}

#[test]
fn links() -> Outcome {
    same("button/as a link", || view! { <ButtonLink href="#">"Link button"</ButtonLink> })?;
    same("back-link/default", || view! { <BackLink href="#" /> })?;
    same("skip-link/default", || view! { <SkipLink /> })
}

#[test]
fn pagination() -> Outcome {
    let previous = || Some(PageLink::new("#/section/treatments", "Treatments"));
    let next = || Some(PageLink::new("#/section/symptoms", "Symptoms"));
    same("pagination/default", || view! { <Pagination previous=previous() next=next() /> })?;
    same("pagination/with only next", || view! { <Pagination next=next() /> })?;
    same("pagination/with only previous", || view! { <Pagination previous=previous() /> })
}

#[test]
fn header() -> Outcome {
    same("header/with service name (linked)", || view! { <Header service="Find your NHS number" href="#" /> })?;
    let navigation = ["Home", "Patient list", "Advanced search", "Help guides"].map(|text| NavItem::new(text, "#"));
    let account =
        vec![AccountItem::Name("Florence Nightingale".into()), AccountItem::Form("Log out".into(), "#".into())];
    same("header/with service name, search, account, navigation", || {
        view! { <Header service="Search patient directory" href="#" navigation=navigation.to_vec() account=account /> }
    })?;
    renders(
        r#"<header class="nhsuk-header" role="banner">
            <div class="nhsuk-header__container nhsuk-width-container">
                <div class="nhsuk-header__service"><a class="nhsuk-header__service-name" href="/">Service</a></div>
                <nav class="nhsuk-header__account" aria-label="Account">
                    <ul class="nhsuk-header__account-list">
                        <li class="nhsuk-header__account-item">
                            <a class="nhsuk-header__account-link" href="/sign-in">Sign in</a>
                        </li>
                    </ul>
                </nav>
            </div>
        </header>"#,
        || view! { <Header service="Service" account=move || vec![AccountItem::Link("Sign in".into(), "/sign-in".into())] /> },
    )
}

#[test]
fn header_navigation_marks_where_the_user_is() -> Outcome {
    let texts = ["Health A to Z", "Live Well", "Mental health", "Care and support", "Pregnancy", "NHS services"];
    let item = |text| {
        let current = if text == "Pregnancy" { Current::Section } else { Current::No };
        NavItem::new(text, "#").current(current)
    };
    same_part("header/with navigation", "nav", || {
        let navigation = texts.map(item);
        view! { <Header service="" navigation=navigation.to_vec() /> }
    })
}

#[test]
fn current_is_the_page_or_a_page_below() {
    assert_eq!(Current::of("/people", "/people"), Current::Page);
    assert_eq!(Current::of("/people/", "/people"), Current::Page);
    assert_eq!(Current::of("/people/1", "/people"), Current::Section);
    assert_eq!(Current::of("/peoples", "/people"), Current::No);
    assert_eq!(Current::of("/", "/"), Current::Page);
    assert_eq!(Current::of("/people", "/"), Current::No);
}

#[test]
fn footer() -> Outcome {
    let links = ["Accessibility statement", "Contact us", "Cookies", "Privacy policy", "Terms and conditions"];
    same("footer/default", || {
        view! { <Footer links=links.map(|text| NavItem::new(text, "#")).to_vec() copyright="© NHS England" /> }
    })?;
    same("footer/with copyright text only", || view! { <Footer copyright="© NHS England" /> })
}

#[test]
fn tabs_are_links() -> Outcome {
    renders(
        r#"<nav class="app-tabs-navigation" aria-label="Person">
            <ul class="app-tabs-navigation__list">
                <li class="app-tabs-navigation__item">
                    <a class="app-tabs-navigation__link" href="/people/1" aria-current="page">Summary</a>
                </li>
                <li class="app-tabs-navigation__item">
                    <a class="app-tabs-navigation__link" href="/people/1/history">History</a>
                </li>
            </ul>
        </nav>"#,
        || {
            let items = vec![
                NavItem::new("Summary", "/people/1").current(Current::Page),
                NavItem::new("History", "/people/1/history").current(Signal::derive(|| Current::of("/", "/history"))),
            ];
            view! { <TabsNavigation label="Person" items=items /> }
        },
    )
}
