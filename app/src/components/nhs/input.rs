//! Text input.

use super::{FieldValue, InputMode, InputType, InputWidth, Label, Size, Text, field};
use leptos::{html, prelude::*};

/// A field for one line of text, with its label, hint and error.
#[component]
pub fn Input(
    /// The id of the field. The ids of its hint and its error are made from it. It is also the name if `name` is not given.
    #[prop(into)]
    id: Text,
    /// The question.
    #[prop(into)]
    label: Text,
    /// The name that the form sends.
    #[prop(optional, into)]
    name: Option<Text>,
    /// Help with the answer. It may change.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What it shows: a text at first, or a signal.
    #[prop(optional, into)]
    value: FieldValue,
    /// How large the label is.
    #[prop(optional)]
    label_size: Option<Size>,
    /// Whether the label is also the heading of the page.
    #[prop(optional)]
    page_heading: bool,
    /// How wide it is.
    #[prop(optional)]
    width: InputWidth,
    /// What kind of text it takes.
    #[prop(optional)]
    input_type: InputType,
    /// Which keyboard a phone offers.
    #[prop(optional)]
    inputmode: Option<InputMode>,
    /// What the browser may fill in, such as `name` or `username webauthn`.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// Whether the browser checks the spelling: `false` for names, codes and addresses.
    #[prop(optional)]
    spellcheck: Option<bool>,
    /// Whether the characters are far apart, for codes and numbers that people read one by one.
    #[prop(optional)]
    code: bool,
    /// The input, so that the caller can focus it.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let class = ["nhsuk-input", if code { " nhsuk-input--code" } else { "" }, width.class()].concat();
    let described_by = field::described_by(&id, hint.is_some(), error);
    let typed = value.clone();
    let initial = value.initial();
    value.follow(node_ref);
    field::form_group(
        error,
        view! {
            <Label field=id.clone() size=label_size page_heading=page_heading>{label}</Label>
            {field::hint_and_error(&id, hint, error)}
            <input
                class=field::error_class(error, class, "nhsuk-input--error")
                id=id.clone()
                name=name.unwrap_or(id)
                type=input_type.name()
                spellcheck=spellcheck.map(|check| if check { "true" } else { "false" })
                value=initial
                aria-describedby=move || described_by.get()
                autocomplete=autocomplete
                inputmode=inputmode.map(InputMode::name)
                node_ref=node_ref
                on:input=move |event| typed.typed(event_target_value(&event))
            />
        }
        .into_any(),
    )
}
