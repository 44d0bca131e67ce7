//! Buttons, and links that look like one.

use super::Text;
use leptos::{ev, prelude::*, web_sys::HtmlElement};

/// How a button looks, and so how much it matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The main call to action: one on each page.
    #[default]
    Primary,
    /// Everything next to it.
    Secondary,
    /// The same on a grey background.
    SecondarySolid,
    /// Destroys something.
    Warning,
    /// On a dark background.
    Reverse,
}

impl ButtonKind {
    fn class(self, small: bool) -> String {
        let mut class = String::from(match self {
            Self::Primary => "nhsuk-button",
            Self::Secondary => "nhsuk-button nhsuk-button--secondary",
            Self::SecondarySolid => "nhsuk-button nhsuk-button--secondary-solid",
            Self::Warning => "nhsuk-button nhsuk-button--warning",
            Self::Reverse => "nhsuk-button nhsuk-button--reverse",
        });
        if small {
            class.push_str(" nhsuk-button--small");
        }
        class
    }
}

/// What a press of the button does by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonType {
    /// Submits the form it is in.
    #[default]
    Submit,
    /// Nothing: what `press` does is all.
    Button,
}

/// How long after a press another one counts as the second half of a double click, in milliseconds.
const DOUBLE_CLICK: f64 = 1000.0;

/// A button. It takes what a press does as `press`: with its types erased, Leptos 0.8 keeps the listener of the button before
/// when an `on:click` is passed through a component.
#[component]
pub fn Button(
    /// How it looks.
    #[prop(optional)]
    kind: ButtonKind,
    /// Whether it submits its form.
    #[prop(optional)]
    button_type: ButtonType,
    /// Takes less room.
    #[prop(optional)]
    small: bool,
    /// Whether it is out of use. Rather hide it or say what is missing: nobody can focus a disabled button.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Drops a second press within a second.
    #[prop(optional)]
    prevent_double_click: bool,
    /// What a press does, besides submitting the form.
    #[prop(default = (|| ()).into(), into)]
    press: Callback<()>,
    /// With `value`: what the form sends when this button submits it.
    #[prop(optional, into)]
    name: Option<Text>,
    /// With `name`.
    #[prop(optional, into)]
    value: Option<Text>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let last = StoredValue::new(f64::NEG_INFINITY);
    let pressed = move |event: ev::MouseEvent| {
        if prevent_double_click {
            let now = event.time_stamp();
            if now - last.get_value() < DOUBLE_CLICK {
                event.prevent_default();
                event.stop_immediate_propagation();
                return;
            }
            last.set_value(now);
        }
        press.try_run(());
    };
    let kind_of_type = match button_type {
        ButtonType::Submit => "submit",
        ButtonType::Button => "button",
    };
    view! {
        <button
            class=kind.class(small)
            type=kind_of_type
            name=name
            value=value
            disabled=move || disabled.get()
            aria-disabled=move || disabled.get().then_some("true")
            data-prevent-double-click=prevent_double_click.then_some("true")
            on:click=pressed
        >
            {children()}
        </button>
    }
}

/// A link that looks like a button: the start of a journey, or its next page where nothing is sent.
#[component]
pub fn ButtonLink(
    /// Where it leads.
    #[prop(into)]
    href: Text,
    /// How it looks.
    #[prop(optional)]
    kind: ButtonKind,
    /// Takes less room.
    #[prop(optional)]
    small: bool,
    /// What it says.
    children: Children,
) -> impl IntoView {
    // Screen readers announce a button, and buttons can be pressed with the space key.
    let press = |event: ev::KeyboardEvent| {
        if event.key() == " " {
            event.prevent_default();
            event_target::<HtmlElement>(&event).click();
        }
    };
    view! {
        <a class=kind.class(small) href=href role="button" draggable="false" on:keydown=press>
            {children()}
        </a>
    }
}
