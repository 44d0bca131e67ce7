//! What people read who have suspended the authenticator that they were signed in with.

use crate::agents::paths;
use leptos::prelude::*;
use leptos_meta::Title;

/// Says that they are signed out, and what to do now.
#[component]
pub fn SuspendedPage() -> impl IntoView {
    view! {
        <Title text="Your authenticator is suspended"/>
        <h1 class="nhsuk-heading-l">"Your authenticator is suspended"</h1>
        <p>"You have been signed out, because you were signed in with it. No one can sign in with it now."</p>
        <h2 class="nhsuk-heading-m">"What to do now"</h2>
        <p>"Contact your Registration Authority (RA) and tell them what happened."</p>
        <ul>
            <li>"If you find it, ask an RA agent to reinstate it."</li>
            <li>"If it is lost or stolen, ask an RA agent to remove it and to issue another one."</li>
        </ul>
        <p>
            "If you have another authenticator, you can "
            <a href=paths::SIGN_IN rel="external">
                "sign in"
            </a> " with it."
        </p>
    }
}
