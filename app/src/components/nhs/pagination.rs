//! Pagination.

use super::{
    Text,
    icon::{ARROW_LEFT, ARROW_RIGHT, Icon, icon},
};
use leptos::prelude::*;

/// A link to the previous or the next page.
#[derive(Clone, Debug)]
pub struct PageLink {
    /// The address of the page.
    pub href: Text,
    /// What is on the page, such as "3 of 7".
    pub title: Text,
}

impl PageLink {
    /// A link to a page: its address and what is on it.
    pub fn new(href: impl Into<Text>, title: impl Into<Text>) -> Self {
        Self { href: href.into(), title: title.into() }
    }
}

/// Links to the previous and the next page.
#[component]
pub fn Pagination(
    /// The previous page, if there is one.
    #[prop(optional_no_strip)]
    previous: Option<PageLink>,
    /// The next page, if there is one.
    #[prop(optional_no_strip)]
    next: Option<PageLink>,
) -> impl IntoView {
    let previous = previous.map(|page| {
        let class = "nhsuk-pagination__link nhsuk-pagination__link--prev";
        view! { <li class="nhsuk-pagination-item--previous">{link(page, class, "prev", "Previous", ARROW_LEFT)}</li> }
    });
    let next = next.map(|page| {
        let class = "nhsuk-pagination__link nhsuk-pagination__link--next";
        view! { <li class="nhsuk-pagination-item--next">{link(page, class, "next", "Next", ARROW_RIGHT)}</li> }
    });
    view! {
        <nav class="nhsuk-pagination" role="navigation" aria-label="Pagination">
            <ul class="nhsuk-list nhsuk-pagination__list">{previous} {next}</ul>
        </nav>
    }
}

fn link(page: PageLink, class: &'static str, rel: &'static str, direction: &'static str, arrow: Icon) -> AnyView {
    view! {
        <a class=class href=page.href rel=rel>
            <span class="nhsuk-pagination__title">
                {direction} <span class="nhsuk-u-visually-hidden">" page"</span>
            </span>
            <span class="nhsuk-u-visually-hidden">":"</span>
            <span class="nhsuk-pagination__page">{page.title}</span>
            {icon(arrow)}
        </a>
    }
    .into_any()
}
