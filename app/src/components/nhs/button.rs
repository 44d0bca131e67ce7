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
    /// Destroys something.
    Warning,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "nhsuk-button",
            Self::Secondary => "nhsuk-button nhsuk-button--secondary",
            Self::Warning => "nhsuk-button nhsuk-button--warning",
        }
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
    /// Whether it is disabled. Prefer to hide a button, or to say what is missing: a disabled one cannot be focused.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// What a press does, besides submitting the form.
    #[prop(default = (|| ()).into(), into)]
    press: Callback<()>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let kind_of_type = match button_type {
        ButtonType::Submit => "submit",
        ButtonType::Button => "button",
    };
    view! {
        <button
            class=kind.class()
            type=kind_of_type
            disabled=move || disabled.get()
            aria-disabled=move || disabled.get().then_some("true")
            on:click=move |_| {
                press.try_run(());
            }
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
        <a class=kind.class() href=href role="button" draggable="false" on:keydown=press>
            {children()}
        </a>
    }
}
