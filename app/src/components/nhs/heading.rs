//! Headings whose level depends on the page.

use leptos::prelude::*;

/// The size of a heading, label or legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Small.
    S,
    /// Medium.
    M,
    /// Large: the usual size of a page's heading.
    L,
    /// Extra large.
    Xl,
}

impl Size {
    /// Chooses the class for `size` from the classes `[no size, small, medium, large, extra large]`. Callers write each class
    /// as a whole, because the build removes the rules of a class from the style sheets if it does not find the class in the
    /// code.
    pub(super) fn class(size: Option<Self>, [none, s, m, l, xl]: [&'static str; 5]) -> &'static str {
        match size {
            None => none,
            Some(Self::S) => s,
            Some(Self::M) => m,
            Some(Self::L) => l,
            Some(Self::Xl) => xl,
        }
    }
}

/// The rank of a heading in the page's outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingLevel {
    /// `<h1>`: one on each page.
    H1,
    /// `<h2>`
    H2,
    /// `<h3>`
    H3,
    /// `<h4>`
    H4,
}

/// A heading of the given level.
pub(super) fn heading(level: HeadingLevel, class: &'static str, content: AnyView) -> AnyView {
    match level {
        HeadingLevel::H1 => view! { <h1 class=class>{content}</h1> }.into_any(),
        HeadingLevel::H2 => view! { <h2 class=class>{content}</h2> }.into_any(),
        HeadingLevel::H3 => view! { <h3 class=class>{content}</h3> }.into_any(),
        HeadingLevel::H4 => view! { <h4 class=class>{content}</h4> }.into_any(),
    }
}
