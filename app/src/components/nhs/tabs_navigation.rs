//! Secondary navigation: links between pages of one thing, drawn like tabs.

use super::{NavItem, Text};
use leptos::prelude::*;

/// Links to the pages of one thing, each with an address of its own. The design system's tabs switch parts of one page
/// with JavaScript and announce themselves as tabs, so this has its own markup and style (`style/_tabs_navigation.scss`).
#[component]
pub fn TabsNavigation(
    /// What screen readers call it.
    #[prop(into)]
    label: Text,
    /// The pages.
    items: Vec<NavItem>,
) -> impl IntoView {
    let item = |item: NavItem| {
        let now = item.now();
        view! {
            <li class="app-tabs-navigation__item">
                <a class="app-tabs-navigation__link" href=item.href aria-current=move || now().aria()>
                    {item.text}
                </a>
            </li>
        }
    };
    let items: Vec<_> = items.into_iter().map(item).collect();
    view! {
        <nav class="app-tabs-navigation" aria-label=label>
            <ul class="app-tabs-navigation__list">{items}</ul>
        </nav>
    }
}
