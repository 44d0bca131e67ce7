//! Footer.

use super::{NavItem, Text};
use leptos::prelude::*;

/// The footer of all pages.
#[component]
pub fn Footer(
    /// Links for support: accessibility, cookies, privacy.
    #[prop(optional)]
    links: Vec<NavItem>,
    /// The owner of the service.
    #[prop(into)]
    copyright: Text,
) -> impl IntoView {
    let item = |link: NavItem| {
        view! {
            <li class="nhsuk-footer__list-item">
                <a class="nhsuk-footer__list-item-link" href=link.href>
                    {link.text}
                </a>
            </li>
        }
    };
    let links = (!links.is_empty()).then(|| {
        let items: Vec<_> = links.into_iter().map(item).collect();
        view! {
            <h2 class="nhsuk-u-visually-hidden">"Support links"</h2>
            <ul class="nhsuk-footer__list">{items}</ul>
        }
    });
    view! {
        <footer class="nhsuk-footer" role="contentinfo">
            <div class="nhsuk-width-container">
                <div class="nhsuk-footer__meta">{links} <p class="nhsuk-body-s">{copyright}</p></div>
            </div>
        </footer>
    }
}
