//! Checkboxes: a single one, or several.

use super::{
    Choice, Fieldset, Size, Text, field,
    option::{CHECKBOXES, Options},
};
use leptos::prelude::*;

/// A checkbox to confirm one thing. The form sends `true` if it is ticked, and nothing otherwise.
#[component]
pub fn Checkbox(
    /// The id of the field. It is also the name if `name` is not given.
    #[prop(into)]
    id: Text,
    /// What the user confirms by ticking it.
    #[prop(into)]
    label: Text,
    /// The name that the form sends.
    #[prop(optional, into)]
    name: Option<Text>,
    /// What the form sends when it is ticked: `true` if this is not given.
    #[prop(into, default = Text::from("true"))]
    value: Text,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it is ticked.
    #[prop(optional)]
    checked: Option<RwSignal<bool>>,
) -> impl IntoView {
    let checked = checked.unwrap_or_default();
    let options = Options {
        kind: CHECKBOXES,
        id: id.clone(),
        name: name.unwrap_or_else(|| id.clone()),
        choices: vec![Choice { value, label, hint: None }],
        described_by: Some(field::described_by(&id, false, error)),
        is_chosen: Box::new(move |_| checked.get()),
        choose: Box::new(move |chosen| checked.set(!chosen.is_empty())),
    };
    field::form_group(
        error,
        view! {
            {field::hint_and_error(&id, None, error)}
            {options.view()}
        }
        .into_any(),
    )
}

/// A question with any number of answers.
#[component]
pub fn Checkboxes(
    /// The id of the group and of its first answer. It is also the name if `name` is not given.
    #[prop(into)]
    id: Text,
    /// The name that the form sends.
    #[prop(optional, into)]
    name: Option<Text>,
    /// The question.
    #[prop(into)]
    legend: Text,
    /// The answers.
    choices: Vec<Choice>,
    /// Help with the answer.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The values of the chosen answers.
    #[prop(optional)]
    values: Option<RwSignal<Vec<String>>>,
    /// How large the legend is.
    #[prop(optional)]
    legend_size: Option<Size>,
    /// Whether the legend is also the heading of the page.
    #[prop(optional)]
    page_heading: bool,
) -> impl IntoView {
    let values = values.unwrap_or_default();
    let options = Options {
        kind: CHECKBOXES,
        id: id.clone(),
        name: name.unwrap_or_else(|| id.clone()),
        choices,
        described_by: None,
        is_chosen: Box::new(move |option| values.with(|chosen| chosen.iter().any(|one| one == option))),
        choose: Box::new(move |chosen| values.set(chosen)),
    };
    let described_by = field::described_by(&id, hint.is_some(), error);
    field::form_group(
        error,
        view! {
            <Fieldset legend=legend legend_size=legend_size page_heading=page_heading described_by=described_by>
                {field::hint_and_error(&id, hint.map(TextProp::from), error)}
                {options.view()}
            </Fieldset>
        }
        .into_any(),
    )
}
