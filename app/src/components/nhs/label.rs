//! Label.

use super::{Size, Text};
use leptos::prelude::*;

/// The question of one field.
#[component]
pub fn Label(
    /// The id of the field.
    #[prop(optional, into)]
    field: Option<Text>,
    /// How large it is. If this is not given, a label that is the heading of the page is large.
    #[prop(optional_no_strip)]
    size: Option<Size>,
    /// Whether it is also the heading of the page.
    #[prop(optional)]
    page_heading: bool,
    /// The question.
    children: Children,
) -> impl IntoView {
    let class = Size::class(
        size.or(page_heading.then_some(Size::L)),
        [
            "nhsuk-label",
            "nhsuk-label nhsuk-label--s",
            "nhsuk-label nhsuk-label--m",
            "nhsuk-label nhsuk-label--l",
            "nhsuk-label nhsuk-label--xl",
        ],
    );
    let label = view! {
        <label class=class for=field>
            {children()}
        </label>
    };
    if page_heading { view! { <h1 class="nhsuk-label-wrapper">{label}</h1> }.into_any() } else { label.into_any() }
}
