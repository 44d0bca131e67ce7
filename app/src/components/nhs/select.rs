//! Select.

use super::{Choice, FieldValue, Label, Size, Text, field};
use leptos::{html, prelude::*};

/// A list from which the user chooses one answer. Prefer radios if there is room for them.
#[component]
pub fn Select(
    /// The id of the field. It is also the name if `name` is not given.
    #[prop(into)]
    id: Text,
    /// The question.
    #[prop(into)]
    label: Text,
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
    /// How large the label is.
    #[prop(optional)]
    label_size: Option<Size>,
    /// Whether the label is also the heading of the page.
    #[prop(optional)]
    page_heading: bool,
) -> impl IntoView {
    let initial = value.initial();
    let option = |Choice { value, label, .. }| {
        let selected = initial.as_deref() == Some(&*value);
        view! {
            <option value=value selected=selected>
                {label}
            </option>
        }
    };
    let options: Vec<_> = choices.into_iter().map(option).collect();
    let node = NodeRef::<html::Select>::new();
    let chosen = value.clone();
    if let Some(signal) = value.signal() {
        Effect::new(move |alive: Option<bool>| {
            let wanted = signal.get();
            let Some(select) = node.get() else { return false };
            // What the user chose before the page was hydrated replaces what the server rendered.
            if alive != Some(true) && Some(&wanted) == initial.as_ref() && select.value() != wanted {
                value.typed(select.value());
            } else if select.value() != wanted {
                select.set_value(&wanted);
            }
            true
        });
    }
    let described_by = field::described_by(&id, hint.is_some(), error);
    field::form_group(
        error,
        view! {
            <Label field=id.clone() size=label_size page_heading=page_heading>{label}</Label>
            {field::hint_and_error(&id, hint.map(TextProp::from), error)}
            <select
                class=field::error_class(error, "nhsuk-select".to_owned(), "nhsuk-select--error")
                id=id.clone()
                name=name.unwrap_or(id)
                aria-describedby=move || described_by.get()
                node_ref=node
                on:change=move |event| chosen.typed(event_target_value(&event))
            >
                {options}
            </select>
        }
        .into_any(),
    )
}
