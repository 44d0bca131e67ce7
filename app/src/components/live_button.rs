//! A button that works only in the browser.

use crate::components::nhs::{Button, ButtonKind, ButtonType};
use leptos::prelude::*;

/// A button of a page that needs its WASM: disabled until the page is hydrated, so that no press is lost before, and while
/// something is `busy`. (A form is not submitted with Enter either while its button is disabled.)
#[component]
pub fn LiveButton(
    /// Which kind it is.
    #[prop(default = ButtonKind::Primary)]
    kind: ButtonKind,
    /// Submits its form, or is one by itself.
    #[prop(default = ButtonType::Submit)]
    button_type: ButtonType,
    /// Whether something is under way or not ready yet.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// What a press does, besides submitting the form.
    #[prop(default = (|| ()).into(), into)]
    press: Callback<()>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let hydrated = RwSignal::new(false);
    // Effects run in the browser only.
    Effect::new(move || hydrated.set(true));
    let disabled = Signal::derive(move || !hydrated.get() || busy.get());
    view! {
        <Button kind button_type disabled press>
            {children()}
        </Button>
    }
}
