//! Radios.

use super::{
    Choice, FieldValue, Fieldset, Size, Text, field,
    option::{Options, RADIOS},
};
use leptos::prelude::*;

/// A question with one answer out of several.
#[component]
pub fn Radios(
    /// The id of the group and of its first answer. It is also the name if `name` is not given.
    #[prop(into)]
    id: Text,
    /// The question.
    #[prop(into)]
    legend: Text,
    /// The answers.
    choices: Vec<Choice>,
    /// The name that the form sends.
    #[prop(optional, into)]
    name: Option<Text>,
    /// Help with the answer.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The value of the chosen answer: one at first, or a signal.
    #[prop(optional, into)]
    value: FieldValue,
    /// How large the legend is.
    #[prop(optional)]
    legend_size: Option<Size>,
    /// Whether the legend is also the heading of the page.
    #[prop(optional)]
    page_heading: bool,
) -> impl IntoView {
    let chosen = value.clone();
    let initial = value.initial();
    let options = Options {
        kind: RADIOS,
        id: id.clone(),
        name: name.unwrap_or_else(|| id.clone()),
        choices,
        described_by: None,
        is_chosen: Box::new(move |option| match chosen.signal() {
            Some(signal) => signal.with(|chosen| chosen == option),
            None => initial.as_deref() == Some(option),
        }),
        choose: Box::new(move |mut options| value.typed(options.pop().unwrap_or_default())),
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
