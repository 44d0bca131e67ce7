//! Checkboxes: several answers to one question, or one that stands alone.

use super::{
    Choice, Fieldset, Size, Text, field,
    option::{CHECKBOXES, Options},
};
use leptos::prelude::*;

fn modifiers(small: bool) -> &'static str {
    if small { " nhsuk-checkboxes--small" } else { "" }
}

/// A question with any number of answers.
#[component]
pub fn Checkboxes(
    /// The id of the group and of its first answer; also the name unless `name` says otherwise.
    #[prop(into)]
    id: Text,
    /// The question.
    #[prop(into)]
    legend: Text,
    /// The answers.
    choices: Vec<Choice>,
    /// The name the form sends.
    #[prop(optional, into)]
    name: Option<Text>,
    /// Help with the answer.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The values of the chosen answers, in the order of the choices.
    #[prop(optional)]
    value: Option<RwSignal<Vec<String>>>,
    /// How large the legend is.
    #[prop(optional)]
    legend_size: Option<Size>,
    /// Whether the legend is the heading of the page too.
    #[prop(optional)]
    page_heading: bool,
    /// Smaller, for services that people use all day.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let value = value.unwrap_or_default();
    let options = Options {
        kind: CHECKBOXES,
        id: id.clone(),
        name: name.unwrap_or_else(|| id.clone()),
        choices,
        modifiers: modifiers(small),
        described_by: None,
        is_chosen: Box::new(move |option| value.with(|chosen| chosen.iter().any(|chosen| chosen == option))),
        choose: Box::new(move |chosen| value.set(chosen)),
    };
    let described_by = field::described_by(&id, hint.is_some(), error);
    field::form_group(
        error,
        view! {
            <Fieldset legend=legend legend_size=legend_size page_heading=page_heading described_by=described_by>
                {field::hint_and_error(&id, hint.map(IntoAny::into_any), error)}
                {options.view()}
            </Fieldset>
        }
        .into_any(),
    )
}

/// One thing to confirm. The form sends `true`, or nothing.
#[component]
pub fn Checkbox(
    /// The field's id; also its name unless `name` says otherwise.
    #[prop(into)]
    id: Text,
    /// What ticking it says.
    #[prop(into)]
    label: Text,
    /// The name the form sends.
    #[prop(optional, into)]
    name: Option<Text>,
    /// What the form sends when it is ticked, if not `true`.
    #[prop(into, default = Text::from("true"))]
    value: Text,
    /// Says more about the label.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it is ticked.
    #[prop(optional)]
    checked: Option<RwSignal<bool>>,
    /// Smaller, for services that people use all day.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let checked = checked.unwrap_or_default();
    let options = Options {
        kind: CHECKBOXES,
        id: id.clone(),
        name: name.unwrap_or_else(|| id.clone()),
        choices: vec![Choice { value, label, hint }],
        modifiers: modifiers(small),
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
