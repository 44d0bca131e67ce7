//! The links of the header, the footer and the tabs.

use super::Text;
use leptos::prelude::*;

/// Where the user is, compared with where a link leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Current {
    /// On another page.
    #[default]
    No,
    /// On the page that the link leads to.
    Page,
    /// On a page below it.
    Section,
}

impl Current {
    /// Compares the page's path with where a link leads.
    pub fn of(path: &str, href: &str) -> Self {
        match path.trim_end_matches('/').strip_prefix(href.trim_end_matches('/')) {
            Some("") => Self::Page,
            Some(below) if below.starts_with('/') && href != "/" => Self::Section,
            _ => Self::No,
        }
    }

    /// The link's `aria-current`.
    pub(super) fn aria(self) -> Option<&'static str> {
        match self {
            Self::No => None,
            Self::Page => Some("page"),
            Self::Section => Some("true"),
        }
    }
}

/// A link of a navigation.
#[derive(Clone, Debug)]
pub struct NavItem {
    pub(super) text: Text,
    pub(super) href: Text,
    current: Option<Signal<Current>>,
}

impl NavItem {
    /// A link: what it says and where it leads.
    pub fn new(text: impl Into<Text>, href: impl Into<Text>) -> Self {
        Self { text: text.into(), href: href.into(), current: None }
    }

    /// Adds a signal that says whether the user is there.
    #[must_use]
    pub fn current(mut self, current: impl Into<Signal<Current>>) -> Self {
        self.current = Some(current.into());
        self
    }

    /// Where the user is now, as a closure for the view.
    pub(super) fn now(&self) -> impl Fn() -> Current + Copy + Send + Sync + use<> {
        let current = self.current;
        move || current.map(|current| current.get()).unwrap_or_default()
    }
}
