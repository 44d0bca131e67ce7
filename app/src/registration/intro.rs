//! What the page says to everybody, before it knows which link was opened.

use leptos::prelude::*;

/// The first words. The server renders them; the browser shows the same until it knows more.
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
