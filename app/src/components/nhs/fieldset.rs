//! Fieldset.

use super::{Size, Text};
use leptos::prelude::*;

/// Fields that answer one question. The legend asks the question.
#[component]
pub fn Fieldset(
    /// The question.
    #[prop(into)]
    legend: Text,
    /// How large the legend is. If this is not given, a legend that is the heading of the page is large.
    #[prop(optional_no_strip)]
    legend_size: Option<Size>,
    /// Whether the legend is also the heading of the page.
    #[prop(optional)]
    page_heading: bool,
    /// The ids of the hint and the error, if there are any.
    #[prop(optional, into)]
    described_by: Signal<Option<String>>,
    /// `group` if the fields are parts of one answer.
    #[prop(optional_no_strip)]
    role: Option<&'static str>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let class = Size::class(
        legend_size.or(page_heading.then_some(Size::L)),
        [
            "nhsuk-fieldset__legend",
            "nhsuk-fieldset__legend nhsuk-fieldset__legend--s",
            "nhsuk-fieldset__legend nhsuk-fieldset__legend--m",
            "nhsuk-fieldset__legend nhsuk-fieldset__legend--l",
            "nhsuk-fieldset__legend nhsuk-fieldset__legend--xl",
        ],
    );
    let legend = if page_heading {
        view! { <h1 class="nhsuk-fieldset__heading">{legend}</h1> }.into_any()
    } else {
        legend.into_any()
    };
    view! {
        <fieldset class="nhsuk-fieldset" role=role aria-describedby=move || described_by.get()>
            <legend class=class>{legend}</legend>
            {children()}
        </fieldset>
    }
}
