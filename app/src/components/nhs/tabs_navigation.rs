//! Secondary navigation: links between pages of one thing, drawn like tabs.

use super::{NavItem, Text};
use leptos::prelude::*;

/// Links to the pages of one thing. Each page has an address of its own. This has its own markup and style
/// (`style/_tabs_navigation.scss`), because the design system's tabs switch between parts of one page with JavaScript, and
/// screen readers announce them as tabs.
#[component]
pub fn TabsNavigation(
    /// The name that screen readers say.
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
