//! What radios, checkboxes and selects offer.

use super::{Text, field};
use leptos::{
    html,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlInputElement},
};

/// One of the answers that a question offers.
#[derive(Clone, Debug)]
pub struct Choice {
    pub(super) value: Text,
    pub(super) label: Text,
    pub(super) hint: Option<Text>,
}

impl Choice {
    /// An answer: what the form sends, and what the user reads.
    pub fn new(value: impl Into<Text>, label: impl Into<Text>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None }
    }

    /// Says more about the answer. Selects do not show it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Text>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// The type of the inputs of the options, and the classes that depend on it.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    input: &'static str,
    group: &'static str,
    item: &'static str,
    field: &'static str,
    label: &'static str,
    hint: &'static str,
}

/// One of them can be chosen.
pub(super) const RADIOS: Kind = Kind {
    input: "radio",
    group: "nhsuk-radios",
    item: "nhsuk-radios__item",
    field: "nhsuk-radios__input",
    label: "nhsuk-label nhsuk-radios__label",
    hint: "nhsuk-hint nhsuk-radios__hint",
};

/// Any number of them can be chosen.
pub(super) const CHECKBOXES: Kind = Kind {
    input: "checkbox",
    group: "nhsuk-checkboxes",
    item: "nhsuk-checkboxes__item",
    field: "nhsuk-checkboxes__input",
    label: "nhsuk-label nhsuk-checkboxes__label",
    hint: "nhsuk-hint nhsuk-checkboxes__hint",
};

/// The options of a group, and how they are connected to the state of the page.
pub(super) struct Options {
    pub(super) kind: Kind,
    pub(super) id: Text,
    pub(super) name: Text,
    pub(super) choices: Vec<Choice>,
    /// The ids of the group's hint and error, if no fieldset refers to them.
    pub(super) described_by: Option<Signal<Option<String>>>,
    /// Whether the option with this value is chosen now.
    pub(super) is_chosen: Box<dyn Fn(&str) -> bool + Send + Sync>,
    /// Receives the values that the user chose.
    pub(super) choose: Box<dyn Fn(Vec<String>) + Send + Sync>,
}

impl Options {
    /// The markup. In a browser it follows the state, and reports what the user chooses.
    pub(super) fn view(self) -> AnyView {
        let Self { kind, id, name, choices, described_by, is_chosen, choose } = self;
        let items: Vec<_> = choices
            .into_iter()
            .enumerate()
            .map(|(index, Choice { value, label, hint })| {
                let id = field::item_id(&id, index);
                let hint_id = hint.is_some().then(|| [&id, "-item-hint"].concat());
                let hint = hint.map(|hint| {
                    view! {
                        <div class=kind.hint id=hint_id.clone()>
                            {hint}
                        </div>
                    }
                });
                let describing = move || {
                    let group = described_by.and_then(|group| group.get());
                    match (group, &hint_id) {
                        (Some(group), Some(own)) => Some([&group, " ", own].concat()),
                        (group, own) => group.or_else(|| own.clone()),
                    }
                };
                view! {
                    <div class=kind.item>
                        <input
                            class=kind.field
                            id=id.clone()
                            name=name.clone()
                            type=kind.input
                            checked=untrack(|| is_chosen(&value))
                            value=value
                            aria-describedby=describing
                        />
                        <label class=kind.label for=id>
                            {label}
                        </label>
                        {hint}
                    </div>
                }
            })
            .collect();
        let node = NodeRef::<html::Div>::new();
        let choose = StoredValue::new(choose);
        let tell = move || {
            if let Some(group) = node.get_untracked() {
                let chosen = inputs(&group).filter(HtmlInputElement::checked).map(|input| input.value()).collect();
                choose.with_value(|choose| choose(chosen));
            }
        };
        Effect::new(move |alive: Option<bool>| {
            let Some(group) = node.get() else { return false };
            let wanted: Vec<_> = inputs(&group).map(|input| is_chosen(&input.value())).collect();
            // What the user chose before the page was hydrated replaces what the server rendered.
            if alive != Some(true) && inputs(&group).any(|input| input.checked() != input.default_checked()) {
                tell();
            } else {
                inputs(&group).zip(wanted).for_each(|(input, wanted)| input.set_checked(wanted));
            }
            true
        });
        view! {
            <div class=kind.group node_ref=node on:change=move |_| tell()>
                {items}
            </div>
        }
        .into_any()
    }
}

/// The inputs in a group.
fn inputs(group: &Element) -> impl Iterator<Item = HtmlInputElement> {
    let found = group.get_elements_by_tag_name("input");
    (0..found.length()).filter_map(move |index| found.item(index)?.dyn_into().ok())
}
