//! Header.

use super::{Current, NavItem, Text, icon};
use crate::components::fresh::fresh;
use leptos::prelude::*;

/// An item about the user's account, at the right of the header.
#[derive(Clone, Debug)]
pub enum AccountItem {
    /// The name of the person who is signed in.
    Name(Text),
    /// What waits for the person, on this page.
    Badge(Text),
    /// A link: what it says and where it leads.
    Link(Text, Text),
    /// A button that posts a form, for signing out: what it says and where the form is sent.
    Form(Text, Text),
}

/// The header of all pages: the service's name, which links to the start page, the navigation, and the account. It has no NHS
/// logo, because this is not a service of the NHS.
#[component]
pub fn Header(
    /// The service's name.
    #[prop(into)]
    service: Text,
    /// Where the service's name leads.
    #[prop(into, default = Text::from("/"))]
    href: Text,
    /// Links to the main parts. There must be only a few, because there is no menu into which they could be folded.
    #[prop(optional, into)]
    navigation: Signal<Vec<NavItem>>,
    /// The account, at the right.
    #[prop(optional, into)]
    account: Signal<Vec<AccountItem>>,
) -> impl IntoView {
    let account = move || {
        let items: Vec<_> = account.get().into_iter().map(account_item).collect();
        let account = (!items.is_empty()).then(|| {
            view! {
                <nav class="nhsuk-header__account" aria-label="Account">
                    <ul class="nhsuk-header__account-list">{items}</ul>
                </nav>
            }
        });
        fresh(account.into_any())
    };
    let navigation = move || {
        let items: Vec<_> = navigation.get().into_iter().map(navigation_item).collect();
        (!items.is_empty()).then(|| {
            view! {
                <nav class="nhsuk-header__navigation" aria-label="Menu">
                    <div class="nhsuk-header__navigation-container nhsuk-width-container">
                        <ul class="nhsuk-header__navigation-list">{items}</ul>
                    </div>
                </nav>
            }
        })
    };
    view! {
        <header class="nhsuk-header" role="banner">
            <div class="nhsuk-header__container nhsuk-width-container">
                <div class="nhsuk-header__service">
                    <a class="nhsuk-header__service-name" href=href>
                        {service}
                    </a>
                </div>
                {account}
            </div>
            {navigation}
        </header>
    }
}

fn account_item(item: AccountItem) -> AnyView {
    let content = match item {
        AccountItem::Name(name) => view! {
            {icon::icon(icon::USER)}
            {name}
        }
        .into_any(),
        AccountItem::Badge(words) => view! { <strong class="nhsuk-tag nhsuk-tag--yellow">{words}</strong> }.into_any(),
        AccountItem::Link(text, href) => view! {
            <a class="nhsuk-header__account-link" href=href>
                {text}
            </a>
        }
        .into_any(),
        AccountItem::Form(text, action) => view! {
            <form class="nhsuk-header__account-form" action=action method="post" novalidate>
                <button class="nhsuk-header__account-button">{text}</button>
            </form>
        }
        .into_any(),
    };
    view! { <li class="nhsuk-header__account-item">{content}</li> }.into_any()
}

fn navigation_item(item: NavItem) -> AnyView {
    let now = item.now();
    let class = move || match now() {
        Current::No => "nhsuk-header__navigation-item",
        _ => "nhsuk-header__navigation-item nhsuk-header__navigation-item--current",
    };
    // The current item is also bold, because a user's own colours may hide the line under it.
    let text = item.text;
    let content = move || match now() {
        Current::No => text.clone().into_any(),
        _ => {
            view! { <strong class="nhsuk-header__navigation-item-current-fallback">{text.clone()}</strong> }.into_any()
        }
    };
    // The link is replaced as a whole, because a translator replaces the text in it.
    let link = move || {
        let link = view! {
            <a class="nhsuk-header__navigation-link" href=item.href.clone() aria-current=now().aria()>
                {content()}
            </a>
        };
        fresh(link.into_any())
    };
    view! { <li class=class>{link}</li> }.into_any()
}
