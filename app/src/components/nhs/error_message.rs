//! Error message.

use super::Text;
use leptos::prelude::*;

/// What is wrong with one field, above it. Renders nothing while there is no error.
#[component]
pub fn ErrorMessage(
    /// What the field's `aria-describedby` refers to.
    #[prop(optional, into)]
    id: Option<Text>,
    /// The error, if there is one.
    #[prop(into)]
    message: Signal<Option<String>>,
) -> impl IntoView {
    move || {
        message.get().map(|message| {
            view! {
                <span class="nhsuk-error-message" id=id.clone()>
                    <span class="nhsuk-u-visually-hidden">"Error: "</span>
                    {message}
                </span>
            }
        })
    }
}
