//! Summary list.

use super::Text;
use leptos::prelude::*;

/// One row of a summary list.
pub struct SummaryRow {
    key: Text,
    value: AnyView,
    actions: Vec<AnyView>,
}

impl SummaryRow {
    /// A row: what it is about, and what is known about it.
    pub fn new(key: impl Into<Text>, value: impl IntoView + 'static) -> Self {
        Self { key: key.into(), value: value.into_any(), actions: Vec::new() }
    }

    /// Adds a link: what it says, what only screen readers say after that ("Change" of what), and where it leads.
    #[must_use]
    pub fn action(self, text: impl Into<Text>, of_what: &str, href: impl Into<Text>) -> Self {
        let (text, href) = (text.into(), href.into());
        let of_what = [" ", of_what].concat();
        self.action_view(view! {
            <a class="nhsuk-link" href=href>
                {text}
                <span class="nhsuk-u-visually-hidden">{of_what}</span>
            </a>
        })
    }

    /// Adds anything else that acts on the row, such as a `<button class="nhsuk-link">`.
    #[must_use]
    pub fn action_view(mut self, action: impl IntoView + 'static) -> Self {
        self.actions.push(action.into_any());
        self
    }
}

/// What is known about one thing, row by row.
#[component]
pub fn SummaryList(
    /// The rows.
    rows: Vec<SummaryRow>,
    /// Whether to leave out the lines between the rows.
    #[prop(optional)]
    no_border: bool,
) -> impl IntoView {
    let any_actions = rows.iter().any(|row| !row.actions.is_empty());
    let row = |SummaryRow { key, value, mut actions }| {
        let class = if any_actions && actions.is_empty() {
            "nhsuk-summary-list__row nhsuk-summary-list__row--no-actions"
        } else {
            "nhsuk-summary-list__row"
        };
        let actions = match actions.len() {
            0 | 1 => actions.pop(),
            _ => {
                let item = |action| view! { <li class="nhsuk-summary-list__actions-list-item">{action}</li> };
                let items: Vec<_> = actions.into_iter().map(item).collect();
                Some(view! { <ul class="nhsuk-summary-list__actions-list">{items}</ul> }.into_any())
            }
        };
        view! {
            <div class=class>
                <dt class="nhsuk-summary-list__key">{key}</dt>
                <dd class="nhsuk-summary-list__value">{value}</dd>
                {actions.map(|actions| view! { <dd class="nhsuk-summary-list__actions">{actions}</dd> })}
            </div>
        }
    };
    let rows: Vec<_> = rows.into_iter().map(row).collect();
    view! { <dl class=if no_border { "nhsuk-summary-list nhsuk-summary-list--no-border" } else { "nhsuk-summary-list" }>{rows}</dl> }
}
