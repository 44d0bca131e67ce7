//! Textarea.

use super::{FieldValue, Label, Size, Text, field};
use leptos::{html, prelude::*};

/// A field for more than one line of text.
#[component]
pub fn Textarea(
    /// The field's id; also its name unless `name` says otherwise.
    #[prop(into)]
    id: Text,
    /// The question.
    #[prop(into)]
    label: Text,
    /// The name the form sends.
    #[prop(optional, into)]
    name: Option<Text>,
    /// Help with the answer.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What it shows: a text at first, or a signal.
    #[prop(optional, into)]
    value: FieldValue,
    /// How many lines it shows.
    #[prop(default = 5)]
    rows: u8,
    /// How large the label is.
    #[prop(optional)]
    label_size: Option<Size>,
    /// Whether the label is the heading of the page too.
    #[prop(optional)]
    page_heading: bool,
) -> impl IntoView {
    let initial = value.initial();
    let typed = value.clone();
    let node = NodeRef::<html::Textarea>::new();
    if let Some(signal) = value.signal() {
        Effect::new(move |alive: Option<bool>| {
            let wanted = signal.get();
            let Some(area) = node.get() else { return false };
            // What was typed before the page came alive wins over what the server rendered.
            if alive != Some(true) && area.default_value().is_ok_and(|first| first != area.value()) {
                value.typed(area.value());
            } else if area.value() != wanted {
                area.set_value(&wanted);
            }
            true
        });
    }
    let described_by = field::described_by(&id, hint.is_some(), error);
    field::form_group(
        error,
        view! {
            <Label field=id.clone() size=label_size page_heading=page_heading>{label}</Label>
            {field::hint_and_error(&id, hint.map(IntoAny::into_any), error)}
            <textarea
                class=field::error_class(error, "nhsuk-textarea".to_owned(), "nhsuk-textarea--error")
                id=id.clone()
                name=name.unwrap_or(id)
                rows=rows
                aria-describedby=move || described_by.get()
                node_ref=node
                on:input=move |event| typed.typed(event_target_value(&event))
                // What is in it is text: a view would leave its marker there.
                inner_html=initial.map(|text| html_escape::encode_text(&text).into_owned())
            ></textarea>
        }
        .into_any(),
    )
}
