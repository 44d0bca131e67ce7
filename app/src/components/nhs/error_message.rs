//! Error message.

use super::Text;
use crate::components::fresh::fresh;
use leptos::prelude::*;

/// The error of one field, above the field. Renders nothing while there is no error.
#[component]
pub fn ErrorMessage(
    /// The id, to which the field's `aria-describedby` refers.
    #[prop(optional, into)]
    id: Option<Text>,
    /// The error, if there is one.
    #[prop(into)]
    message: Signal<Option<String>>,
) -> impl IntoView {
    move || {
        let message = message.get().map(|message| {
            view! {
                <span class="nhsuk-error-message" id=id.clone()>
                    <span class="nhsuk-u-visually-hidden">"Error: "</span>
                    {message}
                </span>
            }
        });
        fresh(message.into_any())
    }
}
