//! Buttons, and links that look like one.

use super::Text;
use leptos::{ev, prelude::*, web_sys::HtmlElement};

/// How a button looks, which shows how important it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The main call to action: one on each page.
    #[default]
    Primary,
    /// Any other action.
    Secondary,
    /// An action that destroys something.
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
    /// It submits its form.
    #[default]
    Submit,
    /// It does nothing by itself. Only `press` is called.
    Button,
}

/// A button. Pass the handler of a press as `press`, and not as `on:click` on the component. With erased types, Leptos 0.8
/// would keep the `on:click` of the button that was there before.
#[component]
pub fn Button(
    /// How it looks.
    #[prop(optional)]
    kind: ButtonKind,
    /// Whether it submits its form.
    #[prop(optional)]
    button_type: ButtonType,
    /// Whether it is disabled. Prefer to hide a button, or to say what is missing, because a disabled button cannot be focused.
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

/// A link that looks like a button, for the start of a journey, or for its next page when nothing is sent.
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
    // Screen readers announce this link as a button, so the space key must press it.
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
