//! Action link.

use super::{Text, icon};
use leptos::prelude::*;

/// A link that starts something: the one next step of a page.
#[component]
pub fn ActionLink(
    /// Where it leads.
    #[prop(into)]
    href: Text,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! {
        <a class="nhsuk-action-link" href=href>
            {icon::icon(icon::ARROW_RIGHT_CIRCLE)}
            <span class="nhsuk-action-link__text">{children()}</span>
        </a>
    }
}
