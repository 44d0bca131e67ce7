//! Checkboxes: one that stands alone.

use super::{
    Choice, Text, field,
    option::{CHECKBOXES, Options},
};
use leptos::prelude::*;

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
