//! What the page says to everybody, before it has looked the link up.

use leptos::prelude::*;

/// The first words. The server renders them, and the browser shows the same words until it has looked the link up.
#[component]
pub fn Intro() -> impl IntoView {
    view! {
        <h1 class="nhsuk-heading-l">"Register your authenticator"</h1>
        <p>
            "You are here because your Registration Authority (RA) sent you a link. It takes about a minute. \
             Stay in the call, or in the room, with your RA agent until it is done."
        </p>
        <p class="app-loading">"Checking your link …"</p>
    }
}
