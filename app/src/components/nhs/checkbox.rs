//! Checkboxes: a single one.

use super::{
    Choice, Text, field,
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
