//! The field for a link that lost its token on the way, for example in a mail gateway.

use super::PASTE_ID;
use crate::components::nhs::{Button, ErrorMessage, Label};
use leptos::prelude::*;

/// The field, in the document and hidden. The page shows it when it knows no link with the token. The script `start.js` reads it, so
/// that it costs no WASM.
#[component]
pub(super) fn Paste() -> impl IntoView {
    let error = "Paste the whole link, or the 43 letters and digits after the # in it";
    view! {
        <form id=PASTE_ID novalidate hidden>
            <div class="nhsuk-form-group">
                <Label field="pasted">"Paste the link or code you were sent"</Label>
                <div id="paste-error" role="alert" hidden>
                    <ErrorMessage message=Signal::stored(Some(error.to_owned()))/>
                </div>
                <input class="nhsuk-input" id="pasted" autocomplete="off" autocapitalize="none" spellcheck="false"/>
            </div>
            <Button>"Continue"</Button>
        </form>
    }
}
