//! Pagination.

use super::{
    Text,
    icon::{ARROW_LEFT, ARROW_RIGHT, Icon, icon},
};
use leptos::prelude::*;

/// The page before or after.
#[derive(Clone, Debug)]
pub struct PageLink {
    /// Where it is.
    pub href: Text,
    /// What is on it, such as "3 of 7".
    pub title: Text,
}

impl PageLink {
    /// A page: where it is and what is on it.
    pub fn new(href: impl Into<Text>, title: impl Into<Text>) -> Self {
        Self { href: href.into(), title: title.into() }
    }
}

/// Links to the page before and the page after.
#[component]
pub fn Pagination(
    /// The page before, if there is one.
    #[prop(optional_no_strip)]
    previous: Option<PageLink>,
    /// The page after, if there is one.
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
