//! A button that works only in the browser.

use crate::components::nhs::{Button, ButtonKind, ButtonType};
use leptos::prelude::*;

/// A button that needs WASM. It is disabled until the page is hydrated, so that no press is lost, and while something is
/// `busy`. (While it is disabled, Enter does not submit its form either.)
#[component]
pub fn LiveButton(
    /// Which kind it is.
    #[prop(default = ButtonKind::Primary)]
    kind: ButtonKind,
    /// Whether it submits its form.
    #[prop(default = ButtonType::Submit)]
    button_type: ButtonType,
    /// Whether something is in progress or not ready yet.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// What a press does, besides submitting the form.
    #[prop(default = (|| ()).into(), into)]
    press: Callback<()>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let hydrated = RwSignal::new(false);
    // Effects run only in the browser.
    Effect::new(move || hydrated.set(true));
    let disabled = Signal::derive(move || !hydrated.get() || busy.get());
    view! {
        <Button kind button_type disabled press>
            {children()}
        </Button>
    }
}
