//! What the page says to everybody, before it has looked the link up.

use leptos::prelude::*;

/// The first words. The server renders them, and the browser shows the same words until it has looked the link up.
#[component]
pub fn Intro() -> impl IntoView {
    view! {
        <h1 class="nhsuk-heading-l">"Register your authenticator"</h1>
        <p>
            "Your Registration Authority (RA) sent you this link. Registering takes about 1 minute. Stay with your RA agent until \
             you finish."
        </p>
        <p class="app-loading">"Checking your link"</p>
    }
}
