//! What all fields share: the source of their value, and the group of label, hint, error and field.

use super::{ErrorMessage, Hint, Text};
use crate::components::fresh::fresh;
use leptos::{html, prelude::*};

/// The value of a field. Pass a `&str` or a `String` for a value that is shown only at first. Pass a `Signal` for a value that
/// follows the signal. Pass an `RwSignal` if the signal must also follow what the user types.
#[derive(Clone, Debug, Default)]
pub enum FieldValue {
    /// Nothing at first.
    #[default]
    Empty,
    /// A text at first.
    Initial(String),
    /// The value of the signal.
    Shown(Signal<String>),
    /// The value of the signal, which is set when the user changes the field.
    Bound(RwSignal<String>),
}

impl From<&str> for FieldValue {
    fn from(value: &str) -> Self {
        Self::Initial(value.to_owned())
    }
}

impl From<String> for FieldValue {
    fn from(value: String) -> Self {
        Self::Initial(value)
    }
}

impl From<Signal<String>> for FieldValue {
    fn from(value: Signal<String>) -> Self {
        Self::Shown(value)
    }
}

impl From<RwSignal<String>> for FieldValue {
    fn from(value: RwSignal<String>) -> Self {
        Self::Bound(value)
    }
}

impl FieldValue {
    /// The value in the HTML.
    pub(super) fn initial(&self) -> Option<String> {
        let value = match self {
            Self::Empty => return None,
            Self::Initial(value) => value.clone(),
            Self::Shown(signal) => signal.get_untracked(),
            Self::Bound(signal) => signal.get_untracked(),
        };
        (!value.is_empty()).then_some(value)
    }

    /// Sets the signal, if it can be set, to what the user typed or chose.
    pub(super) fn typed(&self, value: String) {
        if let Self::Bound(signal) = self {
            signal.set(value);
        }
    }

    /// The signal to follow, if any.
    pub(super) fn signal(&self) -> Option<Signal<String>> {
        match self {
            Self::Empty | Self::Initial(_) => None,
            Self::Shown(signal) => Some(*signal),
            Self::Bound(signal) => Some((*signal).into()),
        }
    }

    /// Keeps the values of an input and of the signal equal.
    pub(super) fn follow(self, node: NodeRef<html::Input>) {
        if let Some(signal) = self.signal() {
            follow(node, signal, Box::new(move |typed| self.typed(typed)));
        }
    }
}

/// Keeps the values of an input and of a signal equal. If the user typed something before the page was hydrated, or the browser
/// restored something, that replaces what the server rendered.
pub(super) fn follow(node: NodeRef<html::Input>, signal: Signal<String>, tell: Box<dyn Fn(String)>) {
    Effect::new(move |alive: Option<bool>| {
        let value = signal.get();
        let Some(input) = node.get() else { return false };
        let typed = input.value();
        if alive != Some(true) && typed != input.default_value() {
            tell(typed);
        } else if typed != value {
            input.set_value(&value);
        }
        true
    });
}

/// The id of one option of a group. The first option has the id of the group, so that an error summary can link to it.
pub(super) fn item_id(id: &str, index: usize) -> String {
    match index {
        0 => id.to_owned(),
        _ => [id, "-", &(index + 1).to_string()].concat(),
    }
}

/// The value of `aria-describedby`: the ids of the hint and of the error, if they exist.
pub(super) fn described_by(id: &Text, has_hint: bool, error: Signal<Option<String>>) -> Signal<Option<String>> {
    let id = id.clone();
    Signal::derive(move || match (has_hint, error.with(Option::is_some)) {
        (false, false) => None,
        (true, false) => Some([&id, "-hint"].concat()),
        (false, true) => Some([&id, "-error"].concat()),
        (true, true) => Some([&id, "-hint ", &id, "-error"].concat()),
    })
}

/// The class `fine`, and while there is an error also the class `wrong`.
pub(super) fn error_class(
    error: Signal<Option<String>>,
    fine: String,
    wrong: &'static str,
) -> impl Fn() -> String + Clone + Send + 'static {
    move || if error.with(Option::is_some) { [&fine, " ", wrong].concat() } else { fine.clone() }
}

/// The hint and the error of a field.
pub(super) fn hint_and_error(id: &Text, hint: Option<TextProp>, error: Signal<Option<String>>) -> AnyView {
    let hint = hint.map(|hint| {
        let id = [id, "-hint"].concat();
        move || {
            let words = hint.get();
            fresh(view! { <Hint id=id.clone()>{words}</Hint> }.into_any())
        }
    });
    view! {
        {hint}
        <ErrorMessage id=[id, "-error"].concat() message=error />
    }
    .into_any()
}

/// The element around a label, hint, error and field.
pub(super) fn form_group(error: Signal<Option<String>>, content: AnyView) -> AnyView {
    let class = error_class(error, "nhsuk-form-group".to_owned(), "nhsuk-form-group--error");
    view! { <div class=class>{content}</div> }.into_any()
}
